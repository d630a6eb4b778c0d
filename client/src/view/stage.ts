// The stage: a bench for each delegation, own side first; the principal's large tile over a quiet strip of the others.
import type { Call } from "../call/call.ts";
import type { Person } from "../protocol/messages.ts";
import type { Delegation } from "../protocol/page.ts";
import type { Store } from "../store.ts";
import { h, place } from "./dom.ts";
import { type Bench, type Layout, seat, sizeFor } from "./seating.ts";
import { Tile } from "./tile.ts";
import type { Words } from "./words.ts";

export class Stage {
  readonly element: HTMLElement;
  private readonly tiles = new Map<string, Tile>();
  private readonly benches = new Map<string, { section: HTMLElement; main: HTMLElement; strip: HTMLElement }>();

  constructor(private readonly call: Call, private readonly words: Words, private readonly layout: Store<Layout>) {
    this.element = h("div", { class: "stage" });
    for (const delegation of call.page.delegations) this.element.append(this.bench(delegation));
    call.people.watch(() => this.arrange());
    call.tracks.watch(() => this.ask());
    layout.watch((name) => {
      this.element.dataset["layout"] = name;
      this.ask();
    });
  }

  /** The tile's video of a person who has a place. */
  video(person: string): HTMLVideoElement | null {
    return this.tiles.get(person)?.element.querySelector("video") ?? null;
  }

  private bench(delegation: Delegation): HTMLElement {
    const main = h("div", { class: "bench-principal" });
    const strip = h("div", { class: "bench-strip" });
    const heading = h("h2", { class: "bench-name" }, delegation.name);
    const section = h("section", { class: "bench", "data-side": delegation.side, "aria-label": delegation.name }, heading, main, strip);
    this.benches.set(delegation.id, { section, main, strip });
    return section;
  }

  private arrange(): void {
    const benches = this.seats();
    const seated = new Set<string>();
    for (const { delegation, principal, strip } of benches) {
      const parts = this.benches.get(delegation.id);
      if (!parts) continue;
      const tile = (person: Person) => {
        seated.add(person.id);
        return this.tile(person, delegation).element;
      };
      place(parts.main, principal ? [tile(principal)] : []);
      place(parts.strip, strip.map(tile));
      parts.section.toggleAttribute("data-alone", strip.length === 0);
    }
    for (const [id, tile] of this.tiles) {
      if (seated.has(id)) tile.resume();
      else {
        tile.close();
        this.tiles.delete(id);
      }
    }
    this.element.toggleAttribute("data-alone", benches.every(({ strip }) => strip.length === 0));
    this.element.dataset["seats"] = `${Math.min(seated.size, 12)}`;
    this.ask();
  }

  private tile(person: Person, delegation: Delegation): Tile {
    const tile = this.tiles.get(person.id) ?? new Tile(this.call, this.words, person, delegation);
    this.tiles.set(person.id, tile);
    tile.update(person);
    return tile;
  }

  // Each picture in the size of its place; whoever has no place is not sent at all.
  private ask(): void {
    const benches = this.seats();
    const own = benches[0]?.delegation.id;
    const seats = benches.reduce((sum, { principal, strip }) => sum + strip.length + (principal ? 1 : 0), 0);
    for (const { remote } of this.call.tracks.get().values()) {
      if (remote.kind !== "video") continue;
      const bench = benches.find(({ principal, strip }) => [principal, ...strip].some((each) => each?.id === remote.person));
      const large = bench?.principal?.id === remote.person;
      this.call.want(remote.id, bench ? sizeFor(this.layout.get(), large, bench.delegation.id === own, seats) : "none");
    }
  }

  private seats(): Bench[] {
    return seat(this.call.people.get().values(), this.call.page.delegations);
  }
}
