package parley.dossier;

import java.util.Optional;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Head;
import parley.dossier.model.Reason;
import parley.dossier.model.TalkId;

/** Entries in a wrong place. */
final class LinkVectors extends VectorBook {
  LinkVectors(VectorBook book) {
    super(book);
  }

  void write() {
    links();
  }

  private void links() {
    Forge talk = ack();
    talk.talk = TalkId.of(norland.id, Base64Url.encode(new byte[16]));
    fails(Reason.TALK_MISMATCH, "act", talk.seal());
    Forge moved = ack();
    moved.act(s -> s.replace(sudria.id.value(), norland.id.value()));
    fails(Reason.CHAIN_MISMATCH, "act", moved.seal());
    Forge jump = ack();
    jump.previous = Optional.of(dossier.chain(sudria.id).get(0).hash());
    fails(Reason.SEQUENCE_WRONG, "previous", jump.seal());
    Forge hash = ack();
    hash.previous = Optional.of(dossier.heads().get(norland.id).hash());
    fails(Reason.PREVIOUS_MISMATCH, "other-chain", hash.seal());
    Forge number = ack();
    Head head = dossier.heads().get(norland.id);
    number.seen.put(norland.id, new Head(head.seq() + 1, head.hash()));
    fails(Reason.SEEN_UNKNOWN, "number", number.seal());
    Forge back = ack();
    back.seen.put(norland.id, dossier.chain(norland.id).getFirst().head());
    fails(Reason.SEEN_BACKWARD, "less", back.seal());
    Forge time = ack();
    time.at = Story.START;
    fails(Reason.TIME_BACKWARD, "earlier", time.seal());
    Story three = Story.of(Side.norland(), Side.sudria(), Side.third());
    Side third = three.sides.get(2);
    Entry unseen = three.act(third, new Act.Acknowledge());
    three.copy(norland(three)).admit(unseen.jws());
    Entry saw = three.act(norland(three), new Act.Acknowledge());
    Dossier all = three.copy(norland(three));
    Forge incomplete = Forge.next(all, sudria(three), new Act.Acknowledge(), later);
    Entry before = all.chain(third.id).get(all.chain(third.id).size() - 2);
    incomplete.seen.put(third.id, before.head());
    incomplete.seen.put(norland(three).id, saw.head());
    fails("seen-incomplete", Reason.SEEN_INCOMPLETE, all, incomplete.seal(), incomplete);
  }
}
