// The talk as its entries make it: where every proposal stands, and whether the dossier is closed.
import type { Term } from "./act.ts";
import { Answers } from "./answers.ts";
import { Circle } from "./circle.ts";
import { type Context, View } from "./context.ts";
import type { Link } from "./log.ts";
import { Reckoning, type Standing } from "./reckoning.ts";

export interface ProposalState {
  matter: string;
  standing: Standing;
  /** At the latest; only of a term in force. */
  inForceBy?: number;
}

export interface TalkState {
  /** By id. */
  proposals: Map<string, ProposalState>;
  /** The terms in force, by matter. */
  terms: Map<string, Term>;
  parties: string[];
  /** Who takes part, seen from everything there is. */
  view: View;
  closed: boolean;
}

/** The ids of the terms in force, in order. */
export function inForce({ proposals }: TalkState): string[] {
  return [...proposals].filter(([, { standing }]) => standing === "IN_FORCE").map(([id]) => id).sort();
}

/** The state that these chains make; none of them has two entries of one number. Who is only invited keeps nothing open. */
export function talkState(chains: ReadonlyMap<string, readonly Link[]>): TalkState {
  const answers = new Answers(chains);
  const reckoning = new Reckoning(answers);
  const proposals = new Map([...answers.proposals].map(([id, proposal]): [string, ProposalState] => {
    const standing = reckoning.standing(proposal);
    const state = { matter: proposal.act.term.matter, standing };
    return [id, standing === "IN_FORCE" ? { ...state, inForceBy: reckoning.inForceBy(proposal) } : state];
  }));
  const terms = new Map([...answers.proposals].flatMap(([id, { act: { term } }]): [string, Term][] =>
    (proposals.get(id)?.standing === "IN_FORCE" ? [[term.matter, term]] : [])));
  const contexts = [...chains].flatMap(([id, links]): [string, Context][] => links.slice(-1).map((link) => [id, link.context]));
  const view = new View(new Map(contexts));
  const { parties } = view;
  const circle = new Circle();
  for (const [id, links] of chains) for (const { entry, context } of links.slice(-1)) circle.note(id, context.convener, entry.seen.keys());
  const inTalk = new Map([...chains].filter(([id]) => circle.has(id)));
  return { proposals, terms, parties, view, closed: parties.length >= 2 && parties.every((party) => isClosedOver(party, inTalk)) };
}

/** Whether the party's last word is a close, and covers all that the others wrote but closes and acknowledgements. */
function isClosedOver(party: string, chains: ReadonlyMap<string, readonly Link[]>): boolean {
  const last = chains.get(party)?.findLast((link) => link.entry.act.act !== "acknowledge")?.entry.act;
  if (last?.act !== "close") return false;
  return [...chains].every(([chain, links]) => {
    const covered = last.heads.get(chain)?.seq ?? 0;
    return chain === party || links.slice(covered).every(({ entry: { act } }) => act.act === "close" || act.act === "acknowledge");
  });
}
