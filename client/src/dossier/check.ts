// Whether an entry holds, judged by nothing but its causal past: the checks of PROTOCOL.md section 3 in their order.
// WebCrypto answers later, so what waits for it is noted in that order too.
import type { Act, Answer, Propose } from "./act.ts";
import * as authority from "./authority.ts";
import { type Context, checkPurposes, hasAccepted, personIn, presented, type Revision, View } from "./context.ts";
import { type CoseKey, coseKey } from "./cose.ts";
import type { Credentials, Person } from "./credentials.ts";
import type { Testimony } from "./entry.ts";
import type { Link, Log, Prepared } from "./log.ts";
import { type Reason, refuse } from "./refusal.ts";
import type { Signatures } from "./signatures.ts";
import { checkClientData, checkForm, counterOf } from "./webauthn.ts";

/** Notes a check that is answered later: if the answer is no, the entry does not hold for this reason. */
export type Later = (reason: Reason, answer: Promise<boolean>) => void;

interface Signed {
  person: Person;
  counter: number;
}

export class EntryCheck {
  private readonly keys = new Map<string, CoseKey>();

  constructor(private readonly log: Log, private readonly signatures: Signatures, private readonly later: Later) {}

  /** Ties the entry to its past, which must be in the log. */
  check(entry: Prepared): Link {
    const previous = entry.previous === undefined ? undefined : this.log.links.get(entry.previous);
    const seen = this.seen(entry);
    if (previous !== undefined) checkPrevious(entry, previous);
    const own = previous?.context ?? this.begin(entry);
    this.checkSeal(entry, own);
    if (previous !== undefined) checkSeen(previous, seen, this.log);
    checkComplete(entry.chain, seen, this.log);
    const contexts = new Map([...seen].map(([chain, link]): [string, Context] => [chain, link.context]));
    const view = new View(contexts.set(entry.chain, own));
    const by = this.checkPerson(entry, own, view);
    const link: Link = { entry, seen, context: own, demo: by?.person.key.demo === true, ...(previous === undefined ? {} : { previous }) };
    this.checkAct(link, own, view);
    const signed = by === undefined ? own : withSignature(own, entry.actDigest, by);
    return { ...link, context: previous === undefined ? signed : after(signed, entry, by) };
  }

  private seen(entry: Prepared): Map<string, Link> {
    const seen = new Map<string, Link>();
    for (const [chain, head] of entry.seen) {
      const link = this.log.links.get(head.hash);
      if (link === undefined || link.entry.chain !== chain || link.entry.seq !== head.seq) refuse("SEEN_UNKNOWN", "no such entry in that chain");
      seen.set(chain, link);
    }
    return seen;
  }

  private begin(entry: Prepared): Context {
    const { act, names } = entry;
    if (act.act !== "convene" && act.act !== "present") refuse("CHAIN_START", "not its credentials");
    if (act.act === "convene" && names.talk !== entry.talk) refuse("TALK_MISMATCH", "not the convener of this talk");
    if (names.thumbprint !== entry.chain) refuse("CHAIN_START", "the key is not the one the chain is named after");
    this.checkKeys(act.credentials);
    return {
      convener: act.act === "convene", kid: entry.chain, purposes: names.purposes,
      revisions: [{ digest: entry.actDigest, credentials: act.credentials }],
      accepts: new Map(), revoked: new Set(), counters: new Map(), devices: new Map(),
    };
  }

  private checkKeys(credentials: Credentials): void {
    for (const { key } of credentials.people) this.key(key.cose);
  }

  private key(cose: string): CoseKey {
    const key = this.keys.get(cose) ?? coseKey(cose);
    this.keys.set(cose, key);
    return key;
  }

  private checkSeal(entry: Prepared, own: Context): void {
    const latest = presented(own).credentials;
    const { act, names } = entry;
    const rotates = act.act === "rotate";
    if (rotates && names.purposes[0] !== latest.nextKey) refuse("ROTATION_INVALID", "another key was committed to");
    if (entry.kid !== (rotates ? names.thumbprint : own.kid)) refuse("KEY_UNKNOWN", entry.kid);
    this.later("SIGNATURE_INVALID", this.signatures.isSeal(rotates ? act.key : latest.key, entry.seal, entry.signed));
  }

  private checkPerson(entry: Prepared, own: Context, view: View): Signed | undefined {
    if (entry.after !== own.lastAct) refuse("ACT_NOT_NEXT", "another act was signed meanwhile");
    const first = entry.previous === undefined;
    const accepted = view.accepted(entry.chain);
    if (accepted === undefined && !first && !authority.isBeforeAcceptance(entry.act)) refuse("CREDENTIALS_NOT_ACCEPTED", "by every other party");
    const rotating = accepted !== undefined && accepted.credentials.key !== presented(own).credentials.key;
    if (rotating && !authority.isDuringRotation(entry.act)) refuse("ROTATION_NOT_ACCEPTED", "by every other party");
    if (entry.by === undefined) {
      if (authority.needsPerson(entry.act) && !first) refuse("ASSERTION_MISSING", "a person must sign this act");
      return undefined;
    }
    return this.checkTestimony(entry, own, accepted ?? presented(own), entry.by);
  }

  private checkTestimony(entry: Prepared, own: Context, revision: Revision, by: Testimony): Signed {
    const person = personIn(revision.credentials, own, by.person);
    if (!authority.hasRole(person, entry.act)) refuse("ROLE_NOT_ALLOWED", by.person);
    if (!authority.isHers(person, entry.act)) refuse("PERSON_WRONG", by.person);
    checkClientData(by, person.key, entry.actDigest);
    checkForm(by);
    this.later("ASSERTION_ORIGIN", this.signatures.isForParty(person.key.rp, by.authenticatorData));
    const counter = counterOf(by);
    const { cose } = person.key;
    this.later("ASSERTION_INVALID", this.signatures.isAssertion(cose, this.key(cose), by.signature, by.authenticatorData, by.clientData));
    const last = own.counters.get(cose) ?? 0;
    if ((counter !== 0 || last !== 0) && counter <= last) refuse("ASSERTION_COUNTER", `${counter} after ${last}`);
    return { person, counter };
  }

  private checkAct(link: Link, own: Context, view: View): void {
    const { act, chain } = link.entry;
    switch (act.act) {
      case "convene": if (link.previous !== undefined) refuse("CHAIN_START", "a talk is convened once"); return;
      case "present": if (link.previous !== undefined) this.checkRevision(act.credentials, own); return;
      case "accept": return checkAccept(act, chain, view);
      case "rotate": return checkNewKey(act.key, own);
      case "revoke": personIn(presented(own).credentials, own, act.person); return;
      case "admit-device": if (own.devices.has(act.device)) refuse("REFERENCE_WRONG", "the device was admitted before"); return;
      case "dismiss-device": return checkDevice(act, own);
      case "enter":
      case "leave": personIn((view.accepted(chain) ?? presented(own)).credentials, own, act.person); return;
      case "propose": return this.checkProposal(act, link, view);
      case "consent":
      case "consent-ad-referendum":
      case "confirm":
      case "object":
      case "withdraw":
      case "postpone": return this.checkAnswer(act, link);
      case "close": return this.checkHeads(act, link);
      default: return;
    }
  }

  private checkRevision(credentials: Credentials, own: Context): void {
    this.checkKeys(credentials);
    const before = presented(own).credentials;
    const same = credentials.key === before.key && credentials.nextKey === before.nextKey && credentials.capacity === before.capacity;
    if (!same) refuse("CREDENTIALS_INVALID", "key, next key and capacity must stay");
  }

  private checkProposal(act: Propose, link: Link, view: View): void {
    if (act.parties.join() !== view.parties.join()) refuse("PARTIES_WRONG", `parties of the talk: ${view.parties.length}`);
    for (const replaced of act.replaces) {
      if (this.proposal(replaced, link).act.term.matter !== act.term.matter) refuse("REFERENCE_WRONG", "it would replace a term on another matter");
    }
    if (act.pack !== undefined && !this.log.hasPlace(act.pack, link)) refuse("PACKAGE_INVALID", act.pack.id);
  }

  private checkAnswer(act: Answer, link: Link): void {
    const { entry, act: proposal } = this.proposal(act.proposal, link);
    const { chain } = link.entry;
    if (act.act === "object" || (act.act === "withdraw" && entry.chain === chain)) return;
    if (!proposal.parties.includes(chain)) refuse("PARTIES_WRONG", "not a party of this proposal");
    if (act.act === "postpone" && proposal.term.matter !== "time") refuse("REFERENCE_WRONG", "only a time can be postponed");
  }

  private proposal(id: string, link: Link): { entry: Prepared; act: Propose } {
    const { entry } = this.log.proposals.get(id)?.find((other) => knows(link, other, this.log)) ?? refuse("REFERENCE_UNKNOWN", "proposal");
    return entry.act.act === "propose" ? { entry, act: entry.act } : refuse("REFERENCE_UNKNOWN", "proposal");
  }

  private checkHeads(act: Extract<Act, { act: "close" }>, link: Link): void {
    for (const head of act.heads.values()) {
      const other = this.log.links.get(head.hash);
      if (other === undefined || !knows(link, other, this.log)) refuse("SEEN_UNKNOWN", "close over an entry that was not seen");
    }
  }
}

function knows(link: Link, other: Link, log: Log): boolean {
  const head = other.entry.chain === link.entry.chain ? link.previous : link.seen.get(other.entry.chain);
  return head !== undefined && log.follows(head, other);
}

function checkPrevious(entry: Prepared, previous: Link): void {
  const before = previous.entry;
  if (before.chain !== entry.chain) refuse("PREVIOUS_MISMATCH", "the previous entry is of another chain");
  if (entry.seq !== before.seq + 1) refuse("SEQUENCE_WRONG", `after ${before.seq}`);
  if (entry.at < before.at) refuse("TIME_BACKWARD", `${entry.at}`);
}

/** What the previous entry had seen, this one has seen too. */
function checkSeen(previous: Link, seen: Map<string, Link>, log: Log): void {
  for (const [chain, before] of previous.seen) {
    const now = seen.get(chain);
    if (now === undefined || !log.follows(now, before)) refuse("SEEN_BACKWARD", `of chain ${chain}`);
  }
}

/** What the entries it has seen had seen, it has seen too. */
function checkComplete(own: string, seen: Map<string, Link>, log: Log): void {
  for (const head of seen.values()) {
    for (const [chain, beyond] of head.seen) {
      const mine = seen.get(chain);
      if (chain !== own && (mine === undefined || !log.follows(mine, beyond))) refuse("SEEN_INCOMPLETE", `of chain ${chain}`);
    }
  }
}

function checkAccept(act: Extract<Act, { act: "accept" }>, chain: string, view: View): void {
  if (act.delegation === chain) refuse("REFERENCE_WRONG", "its own credentials");
  const known = view.contexts.get(act.delegation)?.revisions.some((r) => r.digest === act.credentials);
  if (known !== true) refuse("REFERENCE_UNKNOWN", "credentials");
}

function checkNewKey(key: string, own: Context): void {
  if (own.revisions.some((r) => r.credentials.key === key)) refuse("ROTATION_INVALID", "a key that was replaced does not come back");
}

function checkDevice(act: { person: string; device: string }, own: Context): void {
  const device = own.devices.get(act.device);
  if (device?.person !== act.person) refuse("REFERENCE_UNKNOWN", "device");
  if (device.dismissed) refuse("REFERENCE_WRONG", "the device was dismissed before");
}

function withSignature(own: Context, actDigest: string, { person, counter }: Signed): Context {
  const { cose } = person.key;
  const counters = counter === (own.counters.get(cose) ?? 0) ? own.counters : new Map(own.counters).set(cose, counter);
  return { ...own, lastAct: actDigest, counters };
}

/** The context after the entry's act. */
function after(own: Context, entry: Prepared, by: Signed | undefined): Context {
  const { act, actDigest, names } = entry;
  switch (act.act) {
    case "present": return { ...own, purposes: names.purposes, revisions: [...own.revisions, { digest: actDigest, credentials: act.credentials }] };
    case "accept": {
      if (hasAccepted(own, act.delegation, act.credentials)) return own;
      const accepted = new Set(own.accepts.get(act.delegation)).add(act.credentials);
      return { ...own, accepts: new Map(own.accepts).set(act.delegation, accepted) };
    }
    case "rotate": return rotated(own, entry, act);
    case "revoke": {
      const keys = own.revisions.flatMap((r) => r.credentials.people).filter((each) => each.id === act.person).map((each) => each.key.cose);
      return { ...own, revoked: new Set([...own.revoked, ...keys]) };
    }
    case "admit-device": {
      const cose = by?.person.key.cose ?? refuse("ASSERTION_MISSING", "a person must sign this act");
      return { ...own, devices: new Map(own.devices).set(act.device, { person: act.person, cose, dismissed: false }) };
    }
    case "dismiss-device": {
      const device = own.devices.get(act.device) ?? refuse("REFERENCE_UNKNOWN", "device");
      return { ...own, devices: new Map(own.devices).set(act.device, { ...device, dismissed: true }) };
    }
    default: return own;
  }
}

/** A rotation is a revision of the credentials: the others accept it by the digest of the act. */
function rotated(own: Context, entry: Prepared, act: Extract<Act, { act: "rotate" }>): Context {
  const purposes = [...entry.names.purposes, ...own.purposes.slice(1)];
  checkPurposes(purposes, act.nextKey);
  const credentials = { ...presented(own).credentials, key: act.key, nextKey: act.nextKey };
  return { ...own, kid: entry.names.thumbprint, purposes, revisions: [...own.revisions, { digest: entry.actDigest, credentials }] };
}
