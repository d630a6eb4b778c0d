// Which chains are in the talk: the convener's, and each that an entry of one of these has seen. Whoever was invited is
// outside until then: an honest side sees none of a chain before it accepts it. It only grows.
export class Circle {
  private readonly inside = new Set<string>();
  private readonly seen = new Map<string, Set<string>>();

  /** An entry of the chain, and the chains that it has seen. */
  note(chain: string, isConvener: boolean, seen: Iterable<string>): void {
    let all = this.seen.get(chain);
    if (all === undefined) this.seen.set(chain, (all = new Set()));
    for (const other of seen) all.add(other);
    if (isConvener) this.inside.add(chain);
    if (this.inside.has(chain)) this.reach([...all]);
  }

  has(chain: string): boolean {
    return this.inside.has(chain);
  }

  private reach(chains: string[]): void {
    for (let chain = chains.pop(); chain !== undefined; chain = chains.pop()) {
      if (this.inside.has(chain)) continue;
      this.inside.add(chain);
      chains.push(...this.seen.get(chain) ?? []);
    }
  }
}
