// Fetches a talk's dossier and checks it, away from the page. What it has verified it keeps while the page is open.
import { type Heads, shortfall } from "./dossier/heads.ts";
import { canVerify } from "./dossier/signatures.ts";
import { inForce } from "./dossier/state.ts";
import { type Holds, Verifier } from "./dossier/verifier.ts";
import { compareAndRemember } from "./record/memory.ts";
import type { Checked, Question, Report } from "./record/report.ts";

interface Scope {
  postMessage(report: Report): void;
  onmessage: ((event: MessageEvent<Question>) => void) | null;
}

const scope = self as unknown as Scope;
const verifier = new Verifier();

scope.onmessage = ({ data }) => void check(data).catch((): Report => ({ kind: "unread" })).then((report) => scope.postMessage(report));

async function check(question: Question): Promise<Report> {
  if (!(await canVerify())) return { kind: "unable" };
  const response = await fetch(question.file, { redirect: "manual", cache: "no-store" });
  if (!response.ok) return { kind: "unread" };
  const file = new Uint8Array(await response.arrayBuffer());
  const verdict = await verifier.verify(file, (done, total) => scope.postMessage({ kind: "progress", done, total }));
  if (!verdict.holds) return { kind: "fails", reason: verdict.reason, seq: verdict.seq, ...(verdict.chain === undefined ? {} : { chain: verdict.chain }) };
  if (verdict.talk !== question.talk) return { kind: "fails", reason: "TALK_MISMATCH", seq: 0 };
  return compared(verdict, question);
}

async function compared(verdict: Holds, question: Question): Promise<Checked> {
  const { entries, heads, state, demo } = verdict;
  let remembers = true;
  const missing = await compareAndRemember(verdict).catch(() => { remembers = false; });
  return {
    kind: "holds", entries, demo, remembers,
    heads: [...heads],
    inForce: inForce(state),
    closed: state.closed,
    page: pageAgainst(new Map(question.heads), verdict),
    ...(missing === undefined ? {} : { shortfall: missing }),
  };
}

function pageAgainst(page: Heads, { heads, hashAt, strays }: Holds): Checked["page"] {
  if (shortfall(page, heads, hashAt, strays) !== undefined) return "other";
  return [...heads].every(([chain, { seq }]) => page.get(chain)?.seq === seq) ? "same" : "older";
}
