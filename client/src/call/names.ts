// How the room's names for people and tracks stand for those of the dossier and the keys. Pure.
import type { Holder, Purpose, Self } from "../protocol/keeper.ts";
import type { PageData } from "../protocol/page.ts";

/** What a track of this name is for; one that this script does not know is nobody's floor or picture. */
export function purposeOf(track: string): Purpose {
  switch (track) {
    case "microphone": return "floor";
    case "camera": return "picture";
    case "screen": return "screen";
    default: return "channel";
  }
}

/** The person of the dossier behind one of the room's; "person.delegation" as the node writes it. */
export function holderOf({ delegations }: PageData, id: string): Holder {
  const dot = id.indexOf(".");
  const chain = delegations.find((each) => each.id === id.slice(dot + 1))?.chain ?? "";
  return { chain, person: id.slice(0, dot) };
}

/** The room's name of a person of the dossier. */
export function idOf({ delegations }: PageData, { chain, person }: Holder): string {
  return `${person}.${delegations.find((each) => each.chain === chain)?.id ?? ""}`;
}

export function selfOf(page: PageData): Self {
  const { talk, file, documents, client } = page;
  return { talk, file, documents, client, ...holderOf(page, page.you) };
}
