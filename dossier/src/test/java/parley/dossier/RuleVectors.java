package parley.dossier;

import java.util.List;
import java.util.Optional;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Digest;
import parley.dossier.model.PackageMark;
import parley.dossier.model.Reason;

/** Acts that break a rule of their own. */
final class RuleVectors extends VectorBook {
  RuleVectors(VectorBook book) {
    super(book);
  }

  void write() {
    rules();
    packages();
    beginnings();
  }

  private void rules() {
    Dossier withdrawn = rebuilt();
    Entry offer = norland.act(withdrawn, story.proposal(video), later);
    Entry yes = sudria.act(withdrawn, new Act.Consent(offer.actDigest()), later);
    sudria.act(withdrawn, new Act.Objection(offer.actDigest(), Optional.empty()), later);
    Forge again = Forge.again(withdrawn, sudria, yes, later);
    again.act = dossierAct(yes);
    fails("act-not-next-replay", Reason.ACT_NOT_NEXT, withdrawn, again.seal(), again);
    Forge postpone =
        Forge.next(withdrawn, sudria, new Act.Postpone(offer.actDigest(), Optional.empty()), later);
    fails("reference-wrong-postpone", Reason.REFERENCE_WRONG, withdrawn, postpone.seal(), postpone);
    Digest nothing = Digest.of("nothing");
    fails(
        Reason.REFERENCE_UNKNOWN,
        "proposal",
        Forge.next(dossier, sudria, new Act.Consent(nothing), later).seal());
    fails(
        Reason.PARTIES_WRONG,
        "outsider",
        propose(video)
            .signedAct(s -> s.replace(norland.id.value(), Side.third().id.value()))
            .seal());
  }

  private void packages() {
    Act.Propose pack =
        new Act.Propose(
            video,
            story.parties(),
            Optional.empty(),
            List.of(),
            Optional.of(new PackageMark("p", 2)));
    Dossier packed = rebuilt();
    sudria.act(packed, pack, later);
    sudria.act(packed, pack, later);
    Forge third = Forge.next(packed, sudria, pack, later);
    fails("package-invalid-third", Reason.PACKAGE_INVALID, packed, third.seal(), third);
  }

  private void beginnings() {
    Dossier fresh = new Dossier(dossier.talk());
    fresh.admit(dossier.chain(norland.id).getFirst().jws());
    sudria.act(fresh, new Act.Present(sudria.credentials), later);
    Forge early = Forge.next(fresh, sudria, story.proposal(video), later);
    fails("credentials-not-accepted", Reason.CREDENTIALS_NOT_ACCEPTED, fresh, early.seal(), early);
    Dossier empty = new Dossier(dossier.talk());
    empty.admit(dossier.chain(norland.id).getFirst().jws());
    Forge start = Forge.next(empty, sudria, new Act.Acknowledge(), later);
    fails("chain-start-act", Reason.CHAIN_START, empty, start.seal(), start);
  }
}
