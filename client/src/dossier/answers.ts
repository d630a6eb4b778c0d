// What each delegation said to each proposal, in the order of its chain: section 6 of PROTOCOL.md, "position".
import type { Propose } from "./act.ts";
import type { Link } from "./log.ts";

export type Kind = "silent" | "ad-referendum" | "consented" | "objected" | "countered" | "withdrawn" | "postponed" | "too-late";

export interface Position {
  kind: Kind;
  /** The last consent that counted, even if it was taken back since. */
  consent?: Link;
  /** The entry that took that consent back. */
  ended?: Link;
}

export interface Proposal {
  id: string;
  link: Link;
  act: Propose;
}

const SILENT: Position = { kind: "silent" };

/** Whether the writer of the entry knew the other when she wrote. */
export function knew(link: Link, other: Link): boolean {
  const { entry } = link;
  if (entry.chain === other.entry.chain) return other.entry.seq <= entry.seq;
  const head = entry.seen.get(other.entry.chain);
  return head !== undefined && head.seq >= other.entry.seq;
}

/** The first of a chain of which this holds, where it holds of every later one too. */
export function first(chain: readonly Link[], holdsFromThere: (link: Link) => boolean): Link | undefined {
  let low = 0;
  let high = chain.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const link = chain[middle];
    if (link !== undefined && holdsFromThere(link)) high = middle;
    else low = middle + 1;
  }
  return chain[low];
}

/** Whether the entry is claimed to be written too late to change anything about a joint statement. */
export function isSettledBefore({ act: { term } }: Proposal, { entry }: Link): boolean {
  return term.settled !== undefined && entry.at > term.settled;
}

/** When it lapses unless it is in force. */
function expiry({ act: { expires, term: { settled } } }: Proposal): number | undefined {
  return expires === undefined || settled === undefined ? expires ?? settled : Math.min(expires, settled);
}

/** Ended for good. */
export function isRetracted({ kind }: Position): boolean {
  return kind === "withdrawn" || kind === "postponed";
}

export class Answers {
  readonly proposals = new Map<string, Proposal>();
  /** By proposal, then by chain. */
  private readonly words = new Map<string, Map<string, Link[]>>();
  private readonly takenBack = new Map<string, boolean>();

  constructor(readonly chains: ReadonlyMap<string, readonly Link[]>) {
    for (const chain of chains.values()) chain.forEach((link) => this.note(link));
  }

  /** The delegation's position after all it has said, or after its entry of this number. */
  position(delegation: string, proposal: Proposal, upTo = Infinity): Position {
    let position = SILENT;
    for (const link of this.words.get(proposal.id)?.get(delegation) ?? []) {
      if (link.entry.seq > upTo || isRetracted(position) || isSettledBefore(proposal, link)) break;
      position = this.step(position, proposal, link);
    }
    return position;
  }

  /** The proposer's first entry claimed after the expiry. */
  mark(proposal: Proposal): Link | undefined {
    const { link } = proposal;
    const expires = expiry(proposal);
    return expires === undefined ? undefined : first(this.chains.get(link.entry.chain) ?? [], (each) => each.entry.at > expires);
  }

  private note(link: Link): void {
    const { act, actDigest } = link.entry;
    if (act.act === "propose") {
      this.proposals.set(actDigest, { id: actDigest, link, act });
      for (const id of [actDigest, ...act.replaces]) this.noteWord(id, link);
    } else if ("proposal" in act) {
      this.noteWord(act.proposal, link);
    }
  }

  private noteWord(proposal: string, link: Link): void {
    let byChain = this.words.get(proposal);
    if (byChain === undefined) this.words.set(proposal, (byChain = new Map()));
    const said = byChain.get(link.entry.chain);
    if (said === undefined) byChain.set(link.entry.chain, [link]);
    else said.push(link);
  }

  private step(position: Position, proposal: Proposal, link: Link): Position {
    switch (link.entry.act.act) {
      case "propose":
        if (link.entry.actDigest === proposal.id) return to("consented", position, link);
        return this.takesBack(link, position, proposal) ? to("countered", position, link) : position;
      case "consent": return this.consent(position, proposal, link);
      case "confirm": return position.kind === "ad-referendum" ? this.consent(position, proposal, link) : position;
      case "consent-ad-referendum": return position.kind === "consented" ? position : to("ad-referendum", position, link);
      case "object": return to("objected", position, link);
      case "withdraw": return to("withdrawn", position, link);
      case "postpone": return to("postponed", position, link);
      default: return position;
    }
  }

  private consent(position: Position, proposal: Proposal, link: Link): Position {
    return position.kind === "consented" ? position : to(this.isLate(proposal, link) ? "too-late" : "consented", position, link);
  }

  /** After the expiry by its own claim, or unseen by the proposer's first entry claimed after the expiry. */
  private isLate(proposal: Proposal, consent: Link): boolean {
    const expires = expiry(proposal);
    if (expires === undefined) return false;
    const mark = this.mark(proposal);
    return consent.entry.at > expires || (mark !== undefined && !knew(mark, consent));
  }

  /** A counter-proposal takes its author's word back, unless she had seen everybody consent to the older one. */
  private takesBack(counter: Link, own: Position, older: Proposal): boolean {
    if (own.kind !== "consented") return true;
    const key = `${counter.entry.hash} ${older.id}`;
    let known = this.takenBack.get(key);
    if (known === undefined) {
      known = !older.act.parties.every((party) => party === counter.entry.chain || this.consentedInSightOf(counter, party, older));
      this.takenBack.set(key, known);
    }
    return known;
  }

  private consentedInSightOf(counter: Link, party: string, older: Proposal): boolean {
    const head = counter.entry.seen.get(party);
    return head !== undefined && this.position(party, older, head.seq).kind === "consented";
  }
}

function to(kind: Kind, before: Position, by: Link): Position {
  if (kind === "consented") return { kind, consent: by };
  const ended = before.kind === "consented" ? by : before.ended;
  return { kind, ...(before.consent === undefined ? {} : { consent: before.consent }), ...(ended === undefined ? {} : { ended }) };
}
