package parley.node.press;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;
import parley.dossier.state.DelegationState;
import parley.dossier.state.Permission;
import parley.dossier.state.ProposalState;
import parley.node.press.recogniser.Mention;
import parley.node.talk.Snapshot;
import parley.node.words.Language;
import parley.node.words.Words;

/** Puts what may and may not be said into words, for one side's desk in one language. */
record DeskWords(Snapshot talk, DelegationId own, Language language) {

  /** The other sides by name. */
  String others() {
    return String.join(
        ", ",
        talk.state().delegations().stream()
            .filter(side -> !side.id().equals(own))
            .map(this::name)
            .toList());
  }

  /** A subject within a sentence. */
  String subject(Subject subject) {
    return switch (subject) {
      case Subject.Plain plain -> text("press.subject." + plain.key());
      case Subject.Item(var item) ->
          text("press.subject.item", title(Matter.item(item)).orElse(item.value()));
    };
  }

  String level(DateLevel level) {
    return text("press.level." + level.word());
  }

  /** What is missing or refused, and what would help. */
  String objection(Objection objection) {
    return switch (objection) {
      case Objection.Incomplete(Language of, Objection.Gap gap) ->
          text("press.gap." + gap.slug(), text("web.language." + of.tag()));
      case Objection.TooLong(Language of, Objection.Field field, int typed, int most) ->
          text(
              "press.objection.too-long",
              text("web.language." + of.tag()),
              text("press.edit." + field.slug()),
              typed,
              most);
      case Objection.Finer(Language of, Objection.Field field, Mention mention) ->
          text(
              "press.objection.finer",
              text("web.language." + of.tag()),
              text("press.edit." + field.slug()),
              mention.quoted(),
              tells(mention));
      case Objection.Unwritten() -> text("press.objection.unwritten");
      case Objection.AboutNothing() -> text("press.objection.about-nothing");
      case Objection.AlreadyWithdrawn() -> text("press.objection.already-withdrawn");
      case Objection.NoDateAgreed(DateLevel wanted) ->
          text("press.objection.no-date", level(wanted));
      case Objection.TooFine(DateLevel wanted, DateLevel allowed) ->
          text("press.objection.too-fine", level(wanted), level(allowed));
      case Objection.NotOurVoice(Subject subject) ->
          text("press.objection.not-our-voice", subject(subject), others());
      case Objection.OnlyJointly(Subject subject) ->
          text("press.objection.only-jointly", subject(subject));
      case Objection.Silent(Subject subject) -> text("press.objection.silent", subject(subject));
      case Objection.Undisclosed(Subject subject) ->
          text("press.objection.undisclosed", subject(subject));
      case Objection.TalkStopped() -> text("press.objection.talk-stopped");
    };
  }

  /** What words tell, and how much of that may be told. */
  String tells(Mention mention) {
    return text("press.tells." + mention.kind().slug(), level(allowed()));
  }

  private DateLevel allowed() {
    Permission date = talk.state().permission(Subject.Plain.DATE);
    return date.voice().alone(own) ? date.level() : DateLevel.CONTACT_POSSIBLE;
  }

  /** Who may say how much of a subject now, as a line of the desk. */
  String permission(Subject subject) {
    Permission permission = talk.state().permission(subject);
    List<Objection> objections =
        Judgement.of(List.of(new Asked(subject, DateLevel.CONTACT_POSSIBLE)), talk.state(), own);
    Optional<Objection> silence =
        objections.stream().filter(each -> !(each instanceof Objection.NoDateAgreed)).findFirst();
    if (silence.isPresent()) {
      return switch (silence.get()) {
        case Objection.NotOurVoice ignored -> text("press.may.not-ours", others());
        case Objection.OnlyJointly ignored -> text("press.may.jointly");
        case Objection.TalkStopped ignored -> text("press.may.stopped");
        case Objection.Silent ignored -> text("press.may.nobody");
        default -> text("press.may.not-yet");
      };
    }
    if (subject == Subject.Plain.DATE
        && permission.level() != DateLevel.CONTACT_POSSIBLE
        && talk.state().inForce(Matter.TIME).isEmpty()) {
      return text("press.may.date.none", level(permission.level()));
    }
    if (subject == Subject.Plain.DATE) {
      return text("press.may.date." + permission.level().word());
    }
    if (permission.term().isEmpty() && subject != Subject.Plain.EXISTENCE) {
      return text("press.may.own-proposal");
    }
    return permission.voice() instanceof Voice.Side
        ? text("press.may.we-alone")
        : text("press.may.either");
  }

  /**
   * Everything of this talk that a statement can say it speaks of, beside the date; items in their
   * order.
   */
  List<Subject> subjects() {
    Stream<Subject> items =
        talk.state().table().stream()
            .flatMap(matter -> matter.shown().stream())
            .map(ProposalState::term)
            .flatMap(
                term -> term instanceof Term.AgendaItem item ? Stream.of(item) : Stream.empty())
            .map(item -> new Subject.Item(item.item()));
    return Stream.concat(Stream.of(Subject.Plain.FORMAT, Subject.Plain.PARTICIPANTS), items)
        .toList();
  }

  private Optional<String> title(Matter matter) {
    return Stream.concat(
            talk.state().matter(matter).inForce().stream(),
            talk.state().matter(matter).open().stream())
        .map(ProposalState::term)
        .flatMap(
            term ->
                term instanceof Term.AgendaItem item
                    ? talk.itemText(item.text()).stream()
                    : Stream.empty())
        .map(text -> text.title().inOrFirst(language.tag()))
        .findFirst();
  }

  private String name(DelegationState side) {
    return side.presented().names().inOrFirst(language.tag());
  }

  String text(String key, Object... arguments) {
    return Words.in(language).text(key, arguments);
  }
}
