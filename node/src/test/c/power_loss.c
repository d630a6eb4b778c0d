/*
 * Preloaded into a process: writes down, in order, what it does to the files below $POWER_LOSS_ROOT, into
 * $POWER_LOSS_TRACE. From the trace a test works out what a loss of power would have left at any moment.
 *
 * One record: operation, 8 bytes of offset or length, 4 bytes length of path, 4 bytes length of data, path, data; in
 * the machine's byte order. Each call is made and written down under one lock, so the order is the true one.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FDS 4096
enum { CREATE = 1, WRITE = 2, TRUNCATE = 3, SYNC = 4, SYNC_FOLDER = 5, RENAME = 6, UNLINK = 7 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char *paths[MAX_FDS];
static const char *root;
static int trace = -1;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_openat = dlsym(RTLD_NEXT, "openat");
  real_close = dlsym(RTLD_NEXT, "close");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  root = getenv("POWER_LOSS_ROOT");
  const char *to = getenv("POWER_LOSS_TRACE");
  if (root && to) trace = real_openat(AT_FDCWD, to, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) { return trace >= 0 && path && strncmp(path, root, strlen(root)) == 0; }

static void all(const void *bytes, size_t length) {
  const char *from = bytes;
  while (length > 0) {
    ssize_t written = real_write(trace, from, length);
    if (written <= 0) abort();
    from += written;
    length -= (size_t)written;
  }
}

static void note(uint8_t operation, uint64_t offset, const char *path, const void *data, size_t length) {
  uint32_t path_length = (uint32_t)strlen(path), data_length = (uint32_t)length;
  all(&operation, 1);
  all(&offset, 8);
  all(&path_length, 4);
  all(&data_length, 4);
  all(path, path_length);
  all(data, length);
}

static const char *path_of(int fd) { return fd >= 0 && fd < MAX_FDS ? paths[fd] : NULL; }

static int opened(int folder, const char *path, int flags, mode_t mode) {
  if (!is_ours(path)) return real_openat(folder, path, flags, mode);
  pthread_mutex_lock(&turn);
  struct stat before;
  int is_new = (flags & O_CREAT) && stat(path, &before) != 0;
  int fd = real_openat(folder, path, flags, mode);
  int failure = errno;
  if (fd >= 0 && fd < MAX_FDS) {
    free(paths[fd]);
    paths[fd] = strdup(path);
    if (is_new) note(CREATE, 0, path, "", 0);
    if (!is_new && (flags & O_TRUNC)) note(TRUNCATE, 0, path, "", 0);
  }
  pthread_mutex_unlock(&turn);
  errno = failure;
  return fd;
}

#define MODE(flags)                        \
  mode_t mode = 0;                         \
  if ((flags) & O_CREAT) {                 \
    va_list more;                          \
    va_start(more, flags);                 \
    mode = (mode_t)va_arg(more, unsigned); \
    va_end(more);                          \
  }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }

int close(int fd) {
  if (!path_of(fd)) return real_close(fd);
  pthread_mutex_lock(&turn);
  free(paths[fd]);
  paths[fd] = NULL;
  int result = real_close(fd);
  pthread_mutex_unlock(&turn);
  return result;
}

ssize_t write(int fd, const void *data, size_t length) {
  if (!path_of(fd)) return real_write(fd, data, length);
  pthread_mutex_lock(&turn);
  off_t offset = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
  ssize_t written = real_write(fd, data, length);
  int failure = errno;
  if (written > 0) note(WRITE, (uint64_t)offset, paths[fd], data, (size_t)written);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  if (!path_of(fd)) return real_pwrite(fd, data, length, offset);
  pthread_mutex_lock(&turn);
  ssize_t written = real_pwrite(fd, data, length, offset);
  int failure = errno;
  if (written > 0) note(WRITE, (uint64_t)offset, paths[fd], data, (size_t)written);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return written;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return pwrite(fd, data, length, offset); }

int ftruncate(int fd, off_t length) {
  if (!path_of(fd)) return real_ftruncate(fd, length);
  pthread_mutex_lock(&turn);
  int result = real_ftruncate(fd, length);
  int failure = errno;
  if (result == 0) note(TRUNCATE, (uint64_t)length, paths[fd], "", 0);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return result;
}

int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

static int synced(int fd, int (*real)(int)) {
  if (!path_of(fd)) return real(fd);
  pthread_mutex_lock(&turn);
  struct stat what;
  int is_folder = fstat(fd, &what) == 0 && S_ISDIR(what.st_mode);
  int result = real(fd);
  int failure = errno;
  if (result == 0) note(is_folder ? SYNC_FOLDER : SYNC, 0, paths[fd], "", 0);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return result;
}

int fsync(int fd) { return synced(fd, real_fsync); }
int fdatasync(int fd) { return synced(fd, real_fdatasync); }

int rename(const char *from, const char *to) {
  if (!is_ours(from)) return real_rename(from, to);
  pthread_mutex_lock(&turn);
  int result = real_rename(from, to);
  int failure = errno;
  if (result == 0) note(RENAME, 0, from, to, strlen(to));
  pthread_mutex_unlock(&turn);
  errno = failure;
  return result;
}

int unlink(const char *path) {
  if (!is_ours(path)) return real_unlink(path);
  pthread_mutex_lock(&turn);
  int result = real_unlink(path);
  int failure = errno;
  if (result == 0) note(UNLINK, 0, path, "", 0);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return result;
}
