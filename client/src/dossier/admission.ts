// Who may hold the room's keys, as the dossier stands at one cut: section 9 of PROTOCOL.md. A function of the entries
// below the cut and of nothing else, so that everybody who judges by it comes to the same answer.
import type { Attendance } from "./act.ts";
import type { Device } from "./context.ts";
import { presented } from "./context.ts";
import type { Person } from "./credentials.ts";
import type { Link } from "./log.ts";
import { type TalkState, talkState } from "./state.ts";
import type { Role } from "./values.ts";

/** What somebody who wants to hold keys says of herself. */
export interface Claim {
  chain: string;
  person: string;
  role: string;
  /** Public key of her device. */
  device: string;
}

/** Why somebody may not hold keys. */
export type Unfit =
  | "FORKED" | "CLOSED" | "PERSON_UNKNOWN" | "ROLE_NOT_HERS" | "DEVICE_UNKNOWN" | "DEVICE_DISMISSED" | "NOT_EXPECTED" | "NOT_INSIDE";

/** A device that counts, and whose it is. */
export interface LiveDevice {
  chain: string;
  person: string;
  device: string;
}

/** The keys that everything else hangs from: whoever compares them face to face needs to trust no node. */
export interface Anchors {
  /** Of each member of the talk the key that seals now, in the order of chains. */
  keys: ReadonlyMap<string, string>;
  /** The principals' devices that count. */
  devices: readonly LiveDevice[];
}

export class Admission {
  /** Who has entered and not left, in the order of entering, by chain. */
  readonly inside: ReadonlyMap<string, readonly string[]>;
  private readonly state: TalkState;

  constructor(chains: ReadonlyMap<string, readonly Link[]>, private readonly forked = false) {
    this.state = talkState(chains);
    this.inside = new Map([...chains].map(([chain, links]) => [chain, insideOf(links)]));
  }

  mayHold(claim: Claim): boolean {
    return this.why(claim) === undefined;
  }

  /** Why she may not hold keys; nothing if she may. */
  why(claim: Claim): Unfit | undefined {
    const why = this.whyNotEnter(claim);
    return why === undefined && !this.isInside(claim.chain, claim.person) ? "NOT_INSIDE" : why;
  }

  /** Why she could not hold keys if she were inside. */
  whyNotEnter({ chain, person: id, role, device }: Claim): Unfit | undefined {
    if (this.forked) return "FORKED";
    if (this.state.closed) return "CLOSED";
    const person = this.person(chain, id);
    if (person === undefined) return "PERSON_UNKNOWN";
    if (!person.roles.some((each) => each === role)) return "ROLE_NOT_HERS";
    const known = this.state.view.contexts.get(chain)?.devices.get(device);
    if (known?.person !== id) return "DEVICE_UNKNOWN";
    if (!this.counts(chain, known)) return "DEVICE_DISMISSED";
    return this.mayEnter(chain, id) ? undefined : "NOT_EXPECTED";
  }

  /** Whether she may enter the room, or stay: while her side's new key is not accepted, only who is inside stays. */
  mayEnter(chain: string, id: string): boolean {
    const person = this.person(chain, id);
    if (person === undefined || (this.rotates(chain) && !this.isInside(chain, id))) return false;
    const sides = this.state.terms.get("participants")?.sides;
    return sides === undefined || (sides.get(chain) ?? []).some((line) => this.admits(line, chain, person));
  }

  /** A person who may act: of the accepted credentials, and not revoked. */
  person(chain: string, id: string): Person | undefined {
    return this.people(chain).find((person) => person.id === id);
  }

  /** What the identity code stands for. */
  anchors(): Anchors {
    const { capacities, contexts } = this.state.view;
    const keys = new Map<string, string>();
    for (const chain of [...capacities.keys()].sort()) {
      const context = contexts.get(chain);
      if (context !== undefined) keys.set(chain, presented(context).credentials.key);
    }
    return { keys, devices: [...keys.keys()].flatMap((chain) => this.devicesOf(chain, "principal")) };
  }

  private devicesOf(chain: string, role: Role): LiveDevice[] {
    const devices = [...this.state.view.contexts.get(chain)?.devices ?? []];
    return devices
      .filter(([, known]) => this.counts(chain, known) && this.person(chain, known.person)?.roles.includes(role) === true)
      .map(([device, { person }]) => ({ chain, person, device }))
      .sort((a, b) => (`${a.person} ${a.device}` < `${b.person} ${b.device}` ? -1 : 1));
  }

  private people(chain: string): Person[] {
    const { view } = this.state;
    const revoked = view.contexts.get(chain)?.revoked;
    return view.accepted(chain)?.credentials.people.filter(({ key }) => revoked?.has(key.cose) !== true) ?? [];
  }

  private counts(chain: string, { dismissed, cose }: Device): boolean {
    return !dismissed && this.state.view.contexts.get(chain)?.revoked.has(cose) !== true;
  }

  private isInside(chain: string, person: string): boolean {
    return this.inside.get(chain)?.includes(person) === true;
  }

  /** Whether the key that seals now is one that the others have not all accepted. */
  private rotates(chain: string): boolean {
    const { view } = this.state;
    const context = view.contexts.get(chain);
    const accepted = view.accepted(chain);
    return context !== undefined && accepted !== undefined && accepted.credentials.key !== presented(context).credentials.key;
  }

  private admits(line: Attendance, chain: string, person: Person): boolean {
    if ("people" in line) return line.people.includes(person.id);
    return person.roles.includes(line.role) && this.takenBefore(chain, person, line.role) < line.count;
  }

  /** How many of a role came before her: who is inside keeps a seat, who comes later finds it so. */
  private takenBefore(chain: string, person: Person, role: Role): number {
    const inside = this.inside.get(chain) ?? [];
    const place = inside.indexOf(person.id);
    const before = place < 0 ? inside : inside.slice(0, place);
    return before.filter((id) => this.person(chain, id)?.roles.includes(role) === true).length;
  }
}

function insideOf(links: readonly Link[]): string[] {
  const inside = new Set<string>();
  for (const { entry: { act } } of links) {
    if (act.act === "enter") inside.add(act.person);
    if (act.act === "leave") inside.delete(act.person);
  }
  return [...inside];
}
