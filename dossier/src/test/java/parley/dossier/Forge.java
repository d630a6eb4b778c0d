package parley.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.PersonId;
import parley.dossier.model.TalkId;
import parley.dossier.wire.EntryFormat;
import parley.dossier.wire.Jws;

/** An entry by a delegation that has its key and its persons, and does not keep to the rules. */
final class Forge {
  final Side side;
  final Draft draft;
  TalkId talk;
  DelegationId chain;
  long seq;
  Optional<Digest> previous;
  SortedMap<DelegationId, Head> seen;
  Instant at;
  String act;
  Optional<Testimony> by;
  SealKey key;
  String type = Jws.ENTRY;

  private Forge(Side side, Draft draft) {
    this.side = side;
    this.draft = draft;
    this.act = draft.bytes();
  }

  /** What an honest writer would append; change it before sealing. */
  static Forge next(Dossier dossier, Side side, Act act, Instant at) {
    Forge forge = new Forge(side, dossier.draft(side.id, act));
    Optional<Head> last = Optional.ofNullable(dossier.heads().get(side.id));
    forge.key = side.sealing(dossier, act);
    forge.talk = dossier.talk();
    forge.chain = side.id;
    forge.seq = last.map(Head::seq).orElse(0L) + 1;
    forge.previous = last.map(Head::hash);
    forge.seen = new TreeMap<>(dossier.heads());
    forge.seen.remove(side.id);
    forge.at = at;
    forge.by =
        Authority.needsPerson(act)
            ? Optional.of(side.sign(forge.draft, side.signer(act)))
            : Optional.empty();
    return forge;
  }

  /** Changes the act's text after the person has signed it. */
  Forge act(UnaryOperator<String> edit) {
    act = edit.apply(act);
    return this;
  }

  /** Changes the act's text and has the person sign what came of it. */
  Forge signedAct(UnaryOperator<String> edit) {
    act = edit.apply(act);
    by = Optional.of(side.sign(new Draft(chain, draft.act(), act), side.signer(draft.act())));
    return this;
  }

  Forge by(PersonId person) {
    by = Optional.of(side.sign(draft, person));
    return this;
  }

  Forge by(Testimony testimony) {
    by = Optional.of(testimony);
    return this;
  }

  Forge unsigned() {
    by = Optional.empty();
    return this;
  }

  String payload() {
    return new String(
        EntryFormat.write(
            new EntryFormat.Payload(
                talk,
                chain,
                seq,
                previous,
                seen,
                at,
                act.getBytes(StandardCharsets.UTF_8),
                by.map(t -> new EntryFormat.Signed(t.person(), t.assertion())))),
        StandardCharsets.UTF_8);
  }

  String seal() {
    return seal(UnaryOperator.identity());
  }

  /** Seals the payload's text after this edit. */
  String seal(UnaryOperator<String> edit) {
    return key.sign(type, edit.apply(payload()).getBytes(StandardCharsets.UTF_8));
  }

  static Forge again(Dossier dossier, Side side, Entry entry, Instant at) {
    Forge forge = next(dossier, side, entry.act(), at);
    forge.by = entry.by();
    return forge;
  }
}
