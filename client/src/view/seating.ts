// Who sits where, and what is said of each on her tile. Pure: from people to places and words' keys.
import type { Keys } from "../protocol/keeper.ts";
import type { Person, PictureSize } from "../protocol/messages.ts";
import type { Delegation } from "../protocol/page.ts";
import type { Seal } from "./holding.ts";

/** parity: both principals largest. facing: the other side's principal fills the screen. equal: all alike. */
export const LAYOUTS = ["parity", "facing", "equal"] as const;
export type Layout = (typeof LAYOUTS)[number];

const ORDER = ["principal", "negotiator", "spokesperson", "interpreter", "note-taker", "technician", "listener"];

/** One delegation's places: its principal, here or not, and those of the others who are here. */
export interface Bench {
  delegation: Delegation;
  principal: Person | undefined;
  strip: Person[];
}

/**
 * Benches in the order of the delegations, the reader's own first. The large places are the principals', also of one
 * who is not here yet; while no principal is here at all, the first of each side has it.
 */
export function seat(people: Iterable<Person>, delegations: readonly Delegation[]): Bench[] {
  const all = [...people].sort(byRole);
  const kept = all.some((person) => person.role === "principal" && person.link !== "away");
  return delegations.map((delegation) => {
    const ours = all.filter((person) => person.delegation === delegation.id);
    const here = ours.filter((person) => person.link !== "away");
    const principal = (kept ? ours : here).find((person) => person.role === "principal") ?? here[0] ?? ours[0];
    return { delegation, principal, strip: here.filter((person) => person !== principal) };
  });
}

export function byRole(one: Person, other: Person): number {
  const place = (person: Person) => (ORDER.indexOf(person.role) + ORDER.length + 1) % (ORDER.length + 1);
  return place(one) - place(other) || one.name.localeCompare(other.name);
}

/** How large a picture is worth sending for this place. */
export function sizeFor(layout: Layout, principal: boolean, own: boolean, seats: number): PictureSize {
  if (layout === "equal") return seats > 4 ? "quarter" : "half";
  if (!principal) return "quarter";
  return layout === "facing" && own ? "half" : "full";
}

export type Status =
  | "away" | "connecting" | "cut" | "lost" | "weak"
  | "notAdmitted" | "noKey" | "undecryptable" | "unsent" | "paused"
  | "cameraOff" | "noPicture" | "muted" | "noMicrophone";

/**
 * What a tile says of its person, the gravest first.
 *
 * @param moves her picture arrives here
 * @param seal whether what she sends can be opened
 * @param connected whether this page reaches its node
 */
export function statusOf(person: Person, moves: boolean, seal: Seal = "open", connected = true): Status[] {
  if (person.link === "away") return ["away"];
  if (!connected) return ["lost"];
  if (person.link === "connecting" || person.link === "cut") return [person.link];
  if (seal === "notAdmitted") return ["notAdmitted"];
  const status: Status[] = seal === "open" ? [] : [seal];
  if (person.link === "weak") status.push("weak");
  if (!person.camera) status.push("cameraOff");
  else if (!moves && seal === "open") status.push("noPicture");
  if (!person.microphone) status.push("noMicrophone");
  else if (person.muted) status.push("muted");
  return status;
}

/** What her own tile says: first whether she can be received at all. */
export function ownStatusOf(person: Person, moves: boolean, keys: Keys, connected = true): Status[] {
  const rest = statusOf(person, moves, "open", connected);
  if (keys.state === "in" || rest.some((each) => each === "lost" || each === "away" || each === "connecting")) return rest;
  return [keys.state === "changing" || keys.state === "apart" ? "paused" : keys.state === "not admitted" ? "notAdmitted" : "unsent", ...rest];
}
