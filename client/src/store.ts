// A value that views watch: the smallest thing that lets a small part of the page follow a small part of the state.

export class Store<T> {
  private readonly watchers = new Set<(value: T) => void>();

  constructor(private value: T) {}

  get(): T {
    return this.value;
  }

  /** Sets the value and tells the watchers, unless it is the same. */
  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const watcher of [...this.watchers]) watcher(value);
  }

  update(change: (value: T) => T): void {
    this.set(change(this.value));
  }

  /** Waits for a value of which this holds. */
  until(isSo: (value: T) => boolean): Promise<T> {
    return new Promise((resolve) => {
      const stop = this.watch((value) => {
        if (!isSo(value)) return;
        queueMicrotask(() => stop());
        resolve(value);
      });
    });
  }

  /** Calls the watcher now and at each change, until the returned function is called. */
  watch(watcher: (value: T) => void): () => void {
    this.watchers.add(watcher);
    watcher(this.value);
    return () => this.watchers.delete(watcher);
  }
}

/** A set with one member more or less; the same set where nothing changes. */
export function withMember<T>(members: ReadonlySet<T>, member: T, present: boolean): ReadonlySet<T> {
  if (members.has(member) === present) return members;
  const changed = new Set(members);
  if (present) changed.add(member);
  else changed.delete(member);
  return changed;
}
