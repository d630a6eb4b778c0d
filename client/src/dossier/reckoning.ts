// Which proposals are in force: the table of section 6 of PROTOCOL.md.
import { Answers, first, isRetracted, isSettledBefore, knew, type Position, type Proposal } from "./answers.ts";
import type { Link } from "./log.ts";

export type Standing =
  | "PROPOSED" | "OBJECTED" | "AGREED" | "RIVAL" | "HELD" | "IN_FORCE" | "REPLACED" | "WITHDRAWN" | "POSTPONED" | "EXPIRED";

/** How far a proposal came. */
interface Reach {
  positions: Position[];
  /** Every party's consent, if it gave one that counted. */
  consents: Link[];
  /** Of each party that has one, the first entry that knew all of these, before it took its own back, and in time. */
  acknowledged: Link[];
  /** Whether such an entry came after the proposal was settled. */
  late: boolean;
  reached: boolean;
  retracted: boolean;
  /** Not retracted, and every party's position is a consent. */
  standing: boolean;
}

export class Reckoning {
  private readonly reaches = new Map<string, Reach>();
  private readonly reachedByMatter = new Map<string, Proposal[]>();
  private readonly packages = new Map<string, Proposal[]>();
  private readonly replaced = new Set<string>();
  /** How many of its matter's reached proposals, from the first, do not block a proposal. */
  private readonly harmless = new Map<string, number>();

  constructor(private readonly answers: Answers) {
    for (const proposal of answers.proposals.values()) {
      const reach = this.reachOf(proposal);
      this.reaches.set(proposal.id, reach);
      if (reach.reached) collect(this.reachedByMatter, proposal.act.term.matter, proposal);
      const { pack } = proposal.act;
      if (pack !== undefined) collect(this.packages, packageKey(proposal), proposal);
    }
    this.settleReplacements();
  }

  standing(proposal: Proposal): Standing {
    const reach = this.reach(proposal);
    if (reach.retracted) return reach.positions.some(({ kind }) => kind === "postponed") ? "POSTPONED" : "WITHDRAWN";
    if (this.replaced.has(proposal.id)) return "REPLACED";
    if (this.answers.position(proposal.link.entry.chain, proposal).kind === "countered") return "REPLACED";
    if (reach.standing) return this.agreed(proposal, reach);
    if (this.answers.mark(proposal) !== undefined) return "EXPIRED";
    return reach.positions.some(({ kind }) => kind === "objected" || kind === "countered") ? "OBJECTED" : "PROPOSED";
  }

  /** The claimed time of the last acknowledgement that brought it into force. */
  inForceBy(proposal: Proposal): number {
    return Math.max(...this.mates(proposal).flatMap((mate) => this.reach(mate).acknowledged.map((link) => link.entry.at)));
  }

  private agreed(proposal: Proposal, reach: Reach): Standing {
    if (!reach.reached) return reach.late ? "EXPIRED" : "AGREED";
    if (this.isBlocked(proposal)) return "RIVAL";
    const together = this.isComplete(proposal) && this.mates(proposal).every((mate) => this.isEffective(mate) && this.reach(mate).standing);
    return together ? "IN_FORCE" : "HELD";
  }

  private reach({ id }: Proposal): Reach {
    const reach = this.reaches.get(id);
    if (reach === undefined) throw new Error("a proposal that was not reckoned");
    return reach;
  }

  private reachOf(proposal: Proposal): Reach {
    const { parties } = proposal.act;
    const positions = parties.map((party) => this.answers.position(party, proposal));
    const consents = positions.flatMap(({ consent }) => (consent === undefined ? [] : [consent]));
    const found = consents.length < parties.length ? [] : parties.flatMap((party) => this.acknowledgement(party, consents, positions));
    const acknowledged = found.filter((link) => !isSettledBefore(proposal, link));
    const retracted = positions.some(isRetracted) || isRetracted(this.answers.position(proposal.link.entry.chain, proposal));
    return {
      positions, consents, acknowledged, retracted,
      late: acknowledged.length < found.length,
      reached: acknowledged.length === parties.length,
      standing: !retracted && positions.every(({ kind }) => kind === "consented"),
    };
  }

  /** The party's first entry that knows every consent, unless it knows of one taken back. */
  private acknowledgement(party: string, consents: Link[], positions: Position[]): Link[] {
    const found = first(this.answers.chains.get(party) ?? [], (link) => consents.every((consent) => knew(link, consent)));
    return found === undefined || positions.some(({ ended }) => ended !== undefined && knew(found, ended)) ? [] : [found];
  }

  /** The least set of replaced proposals; more in it only ever adds to it, so the order decides nothing but the speed. */
  private settleReplacements(): void {
    const replacing = [...this.reachedByMatter.values()].flat().filter(({ act }) => act.replaces.length > 0);
    replacing.sort((a, b) => a.link.entry.at - b.link.entry.at);
    for (let size = -1; size < this.replaced.size;) {
      size = this.replaced.size;
      for (const each of replacing) {
        const effective = this.isComplete(each) && this.mates(each).every((mate) => this.isEffective(mate));
        if (effective) each.act.replaces.filter((id) => !this.isTooLateFor(each, id)).forEach((id) => this.replaced.add(id));
      }
    }
  }

  /** Whether a proposal was reached only after an older one that it replaces was settled. */
  private isTooLateFor(newer: Proposal, older: string): boolean {
    const settled = this.answers.proposals.get(older)?.act.term.settled;
    return settled !== undefined && this.inForceBy(newer) > settled;
  }

  /** Agreed and acknowledged, and nothing in its way. */
  private isEffective(proposal: Proposal): boolean {
    return this.reach(proposal).reached && !this.isBlocked(proposal);
  }

  /** What does not block never will, since more is replaced and nothing less: each rival is looked at once. */
  private isBlocked(proposal: Proposal): boolean {
    const rivals = this.reachedByMatter.get(proposal.act.term.matter) ?? [];
    let at = this.harmless.get(proposal.id) ?? 0;
    for (let rival = rivals[at]; rival !== undefined && !this.blocks(rival, proposal); rival = rivals[at]) at++;
    this.harmless.set(proposal.id, at);
    return at < rivals.length;
  }

  private blocks(rival: Proposal, proposal: Proposal): boolean {
    if (this.replaced.has(rival.id) || rival.id === proposal.id) return false;
    if (rival.act.replaces.includes(proposal.id)) return false;
    if (proposal.act.replaces.includes(rival.id) && !this.isTooLateFor(proposal, rival.id)) return false;
    const gone = !this.reach(rival).standing && this.reach(proposal).standing;
    return !gone && !this.precedes(proposal, rival);
  }

  /** Whether some party consented to the later one in sight of everybody's consent to the earlier. */
  private precedes(earlier: Proposal, later: Proposal): boolean {
    const { consents } = this.reach(earlier);
    return this.reach(later).consents.some((consent) => consents.every((other) => knew(consent, other)));
  }

  private isComplete(proposal: Proposal): boolean {
    const { pack } = proposal.act;
    return pack === undefined || this.mates(proposal).length === pack.size;
  }

  /** The members of its package, itself among them. */
  private mates(proposal: Proposal): Proposal[] {
    return proposal.act.pack === undefined ? [proposal] : this.packages.get(packageKey(proposal)) ?? [];
  }
}

function packageKey({ link, act }: Proposal): string {
  return `${link.entry.chain} ${act.pack?.id} ${act.pack?.size}`;
}

function collect(all: Map<string, Proposal[]>, key: string, proposal: Proposal): void {
  const list = all.get(key);
  if (list === undefined) all.set(key, [proposal]);
  else list.push(proposal);
}
