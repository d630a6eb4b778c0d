package parley.relay.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The system calls of 64-bit Linux that move many datagrams at once. Pointers are longs. */
final class LibC {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
  static final int SOL_SOCKET = 1;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;

  /** Its messages of control data have the same number. */
  static final int SO_TIMESTAMPNS = 35;

  static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  static final short POLLIN = 1;

  private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

  private static final Optional<Linker> LINKER = linker();

  private static final MethodHandle SOCKET = bind("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = bind("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      bind("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SETSOCKOPT =
      bind("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      bind("recvmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle SENDMMSG =
      bind("sendmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle PPOLL =
      bind("ppoll", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CLOCK_GETTIME =
      bind("clock_gettime", JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle EVENTFD = bind("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle READ = bind("read", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle WRITE =
      bind("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CLOSE = bind("close", JAVA_INT, JAVA_INT);

  private LibC() {}

  /** Whether this is a system whose structures are laid out as we write them. */
  static boolean isAvailable() {
    return LINKER.isPresent();
  }

  @SuppressWarnings("restricted")
  private static Optional<Linker> linker() {
    boolean known =
        System.getProperty("os.name").equals("Linux")
            && ARCHITECTURES.contains(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
    Linker linker = Linker.nativeLinker();
    try {
      return linker
          .defaultLookup()
          .find("recvmmsg")
          .filter(symbol -> known)
          .map(symbol -> linker.downcallHandle(symbol, FunctionDescriptor.ofVoid()))
          .map(allowed -> linker);
    } catch (IllegalCallerException e) {
      return Optional.empty(); // this JVM was started without leave for native access
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... arguments) {
    FunctionDescriptor descriptor = FunctionDescriptor.of(result, arguments);
    return LINKER
        .flatMap(
            linker ->
                linker
                    .defaultLookup()
                    .find(name)
                    .map(symbol -> linker.downcallHandle(symbol, descriptor)))
        .orElseGet(() -> MethodHandles.empty(descriptor.toMethodType()));
  }

  static int socket(int family) {
    try {
      return (int) SOCKET.invokeExact(family, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean bind(int socket, long address, int length) {
    try {
      return (int) BIND.invokeExact(socket, address, length) == 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean getsockname(int socket, long address, long length) {
    try {
      return (int) GETSOCKNAME.invokeExact(socket, address, length) == 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean setsockopt(int socket, int option, long value, int length) {
    try {
      return (int) SETSOCKOPT.invokeExact(socket, SOL_SOCKET, option, value, length) == 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int recvmmsg(int socket, long messages, int count) {
    try {
      return (int) RECVMMSG.invokeExact(socket, messages, count, 0, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int sendmmsg(int socket, long messages, int count) {
    try {
      return (int) SENDMMSG.invokeExact(socket, messages, count, 0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int ppoll(long descriptors, long count, long timeout) {
    try {
      return (int) PPOLL.invokeExact(descriptors, count, timeout, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The clock of {@link #SO_TIMESTAMPNS}, as a struct timespec. */
  static void realTime(long address) {
    try {
      int ignored = (int) CLOCK_GETTIME.invokeExact(0, address);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int eventfd() {
    try {
      return (int) EVENTFD.invokeExact(0, EFD_NONBLOCK_CLOEXEC);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long read(int descriptor, long buffer, long length) {
    try {
      return (long) READ.invokeExact(descriptor, buffer, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long write(int descriptor, long buffer, long length) {
    try {
      return (long) WRITE.invokeExact(descriptor, buffer, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void close(int descriptor) {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a downcall throws nothing of its own", e);
  }
}
