// Every word that a script shows; the node delivers them in the reader's language.

export class Words {
  constructor(private readonly all: Record<string, string>, private readonly bundle = "room") {}

  /** The words under a key, with {0}, {1}… filled in. A missing key shows itself. */
  say(key: string, ...values: string[]): string {
    const words = this.all[`${this.bundle}.${key}`] ?? key;
    return words.replaceAll(/\{(\d)\}/g, (place, index: string) => values[Number(index)] ?? place);
  }

  /** Whether there are words under this key. */
  has(key: string): boolean {
    return Object.hasOwn(this.all, `${this.bundle}.${key}`);
  }
}
