package parley.node.talk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Credentials;
import parley.dossier.model.Digest;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.SealPublicKey;
import parley.dossier.state.DelegationState;
import parley.dossier.state.ProposalState;
import parley.dossier.wire.Bodies;

/** An act that waits for a signature, in words. They are made from the act, not from the form. */
record SignWords(Reader reader, Pending pending) {

  /** What she does, and to what. */
  String title() {
    return reader.text("talk.sign.act." + word(), about());
  }

  private Act act() {
    return pending.draft().act();
  }

  private String word() {
    return switch (act()) {
      case Act.Propose propose -> "propose";
      case Act.Consent consent -> "consent";
      case Act.ConsentAdReferendum consent -> "consent-ad-referendum";
      case Act.Confirm confirm -> "confirm";
      case Act.Objection objection -> "object";
      case Act.Withdraw withdraw -> "withdraw";
      case Act.Postpone postpone -> "postpone";
      case Act.Accept accept -> "accept";
      case Act.Present present -> "present";
      case Act.Revoke revoke -> "revoke";
      case Act.Rotate rotate -> "rotate";
      case Act.AdmitDevice admit -> "admit-device";
      case Act.DismissDevice dismiss -> "dismiss-device";
      case Act.Release release -> "release";
      case Act.Close close -> "close";
      case Act other -> "other";
    };
  }

  private String about() {
    return switch (act()) {
      case Act.Propose propose -> terms().title(propose.term());
      case Act.Accept accept -> reader.sides().name(accept.delegation());
      case Act.Revoke revoke -> reader.sides().person(reader.own(), revoke.person());
      case Act other -> proposal().map(found -> terms().title(found.term())).orElse("");
    };
  }

  /** The text in every language, where the act is about a term. */
  List<TermCopy> copies() {
    return act() instanceof Act.Propose propose
        ? terms().copies(propose.term())
        : proposal().map(found -> terms().copies(found.term())).orElse(List.of());
  }

  /** The reason that goes into the record with it. */
  Optional<String> reason() {
    Optional<Digest> reason =
        switch (act()) {
          case Act.Objection objection -> objection.reason();
          case Act.Withdraw withdraw -> withdraw.reason();
          case Act.Postpone postpone -> postpone.reason();
          case Act other -> Optional.empty();
        };
    return reason
        .flatMap(this::lying)
        .map(body -> Bodies.texts(body).inOrFirst(reader.language().tag()));
  }

  /** The people and the number that credentials show. */
  List<String> lines() {
    return switch (act()) {
      case Act.Accept accept ->
          reader
              .state()
              .delegation(accept.delegation())
              .filter(side -> side.presentedDigest().equals(accept.credentials()))
              .map(DelegationState::presented)
              .map(this::people)
              .orElse(List.of());
      case Act.Present present -> people(present.credentials());
      case Act.AdmitDevice(PersonId whose, SealPublicKey device) -> List.of(device(whose, device));
      case Act.DismissDevice(PersonId whose, SealPublicKey device) ->
          List.of(device(whose, device));
      case Act other -> List.of();
    };
  }

  private String device(PersonId whose, SealPublicKey device) {
    return reader.sides().person(reader.own(), whose) + " · " + DevicesView.digits(device);
  }

  private List<String> people(Credentials shown) {
    return shown.people().stream().map(this::person).toList();
  }

  private String person(Person person) {
    String tag = reader.language().tag();
    String roles =
        person.roles().stream()
            .map(role -> reader.text("people.role." + role.word()))
            .collect(Collectors.joining(", "));
    String line =
        Stream.of(person.names().inOrFirst(tag), person.office().inOrFirst(tag), roles)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining(" · "));
    return person.key().demo() ? line + " · " + reader.text("talk.demo") : line;
  }

  /** What follows from her signature. */
  List<String> consequences() {
    return switch (act()) {
      case Act.Propose propose ->
          new Consequences(reader)
              .ofProposal(
                  propose.term(),
                  propose.replaces().stream().findFirst().flatMap(reader::proposal));
      case Act.Consent consent ->
          proposal().map(new Consequences(reader)::ofConsent).orElse(List.of());
      case Act other -> reader.words().find("talk.sign.follows." + word()).stream().toList();
    };
  }

  private TermWords terms() {
    return new TermWords(
        reader.sides(), digest -> lying(digest).or(() -> reader.talk().body(digest)));
  }

  private Optional<Body> lying(Digest digest) {
    return pending.bodies().stream().filter(body -> body.digest().equals(digest)).findFirst();
  }

  private Optional<ProposalState> proposal() {
    return switch (act()) {
      case Act.Consent consent -> reader.proposal(consent.proposal());
      case Act.ConsentAdReferendum consent -> reader.proposal(consent.proposal());
      case Act.Confirm confirm -> reader.proposal(confirm.proposal());
      case Act.Objection objection -> reader.proposal(objection.proposal());
      case Act.Withdraw withdraw -> reader.proposal(withdraw.proposal());
      case Act.Postpone postpone -> reader.proposal(postpone.proposal());
      case Act other -> Optional.empty();
    };
  }
}
