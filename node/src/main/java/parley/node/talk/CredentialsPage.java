package parley.node.talk;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Fingerprint;
import parley.dossier.model.Person;
import parley.dossier.model.Role;
import parley.dossier.state.DelegationState;
import parley.node.words.Language;

/**
 * How two sides make sure of each other: who each says it is, and a number that both read to each
 * other over the telephone.
 *
 * @param fingerprint groups of digits, the same on both sides' pages; empty until both have shown
 *     their credentials
 * @param spoken the same in words, in the reader's language first
 * @param canJoin whether the reader may answer the invitation
 * @param open the credentials that she may accept
 * @param newKey who has changed its key, and what follows until it is accepted
 * @param host what whoever runs this node could see, if several sides live on it
 * @param refusal why what she asked for was not done
 */
public record CredentialsPage(
    String talk,
    Stage stage,
    String others,
    List<String> fingerprint,
    List<Spoken> spoken,
    List<Side> sides,
    boolean canJoin,
    Optional<Open> open,
    boolean isBinder,
    Optional<String> newKey,
    Optional<String> host,
    Optional<String> refusal) {
  /** The fingerprint as words of one language. */
  public record Spoken(String tag, String language, List<String> words) {}

  /** A side as it shows itself. */
  public record Side(
      String name, String mark, String zone, String languages, List<Member> people, String state) {}

  /** One of a side's people. */
  public record Member(
      String id, String name, String office, String roles, boolean isDemo, Standing standing) {}

  /** Whether a person's signature counts in the talk. */
  public enum Standing {
    COUNTS,
    /** The reader can revoke her. */
    REVOCABLE,
    REVOKED,
    /** The others have not accepted the credentials that show her. */
    NOT_YET
  }

  /**
   * Credentials that wait for the reader's word.
   *
   * @param changes what they change in those that were accepted before; empty for the first
   */
  public record Open(String delegation, String digest, String name, List<String> changes) {}

  static CredentialsPage of(Reader reader, Optional<String> refusal) {
    Stage stage = Stage.of(reader);
    return new CredentialsPage(
        reader.path(""),
        stage,
        reader.others(),
        compared(reader).map(CredentialsPage::digits).orElse(List.of()),
        compared(reader).map(both -> spoken(reader, both)).orElse(List.of()),
        reader.sides().all().stream()
            .flatMap(id -> reader.state().delegation(id).stream())
            .map(side -> side(reader, side))
            .toList(),
        stage == Stage.INVITED && reader.isBinder(),
        open(reader),
        reader.isBinder(),
        newKey(reader),
        Elsewhere.host(reader),
        refusal);
  }

  private static Optional<String> newKey(Reader reader) {
    List<DelegationId> rotating =
        reader.state().rotating().stream().map(DelegationState::id).toList();
    return rotating.isEmpty()
        ? Optional.empty()
        : Optional.of(reader.text("talk.credentials.new-key", reader.names(rotating)));
  }

  private static Optional<Open> open(Reader reader) {
    boolean hasJoined = reader.state().delegation(reader.own()).isPresent();
    return reader.state().delegations().stream()
        .filter(side -> hasJoined && reader.isBinder() && isOpen(reader, side))
        .findFirst()
        .map(
            side ->
                new Open(
                    side.id().value(),
                    side.presentedDigest().value(),
                    reader.sides().name(side.id()),
                    side.accepted()
                        .map(before -> new CredentialsChange(before, side.presented()))
                        .map(change -> change.lines(reader))
                        .orElse(List.of())));
  }

  private static boolean isOpen(Reader reader, DelegationState side) {
    return !side.id().equals(reader.own()) && !side.acceptedBy().contains(reader.own());
  }

  private static Side side(Reader reader, DelegationState state) {
    Credentials shown = state.presented();
    String languages =
        shown.languages().stream()
            .map(tag -> reader.words().find("talk.language." + tag).orElse(tag))
            .collect(Collectors.joining(", "));
    String acceptance =
        state.acceptedBy().isEmpty()
            ? reader.text("talk.credentials.shown")
            : reader.text(
                "talk.credentials.accepted-by",
                reader.names(state.acceptedBy().stream().sorted().toList()));
    return new Side(
        reader.sides().name(state.id()),
        reader.sides().mark(state.id()),
        shown.zone().getId(),
        languages,
        shown.people().stream().map(person -> member(reader, state, person)).toList(),
        acceptance);
  }

  private static Member member(Reader reader, DelegationState side, Person person) {
    Language language = reader.language();
    String roles =
        person.roles().stream().map(role -> role(reader, role)).collect(Collectors.joining(", "));
    return new Member(
        person.id().value(),
        person.names().inOrFirst(language.tag()),
        person.office().inOrFirst(language.tag()),
        roles,
        person.key().demo(),
        standing(reader, side, person));
  }

  private static Standing standing(Reader reader, DelegationState side, Person person) {
    if (side.revoked().contains(person.id())) {
      return Standing.REVOKED;
    }
    if (side.person(person.id()).filter(p -> p.key().equals(person.key())).isEmpty()) {
      return Standing.NOT_YET;
    }
    boolean isHers = person.id().equals(reader.seat().personId());
    return side.id().equals(reader.own()) && reader.isBinder() && !isHers
        ? Standing.REVOCABLE
        : Standing.COUNTS;
  }

  private static String role(Reader reader, Role role) {
    return reader.text("people.role." + role.word());
  }

  /** What both sides compare: their credentials, once both have shown them. */
  private static Optional<List<Digest>> compared(Reader reader) {
    List<Digest> shown =
        reader.state().delegations().stream().map(DelegationState::presentedDigest).toList();
    return Optional.of(shown).filter(both -> both.size() >= 2);
  }

  private static List<Spoken> spoken(Reader reader, List<Digest> both) {
    return Stream.of(Language.values())
        .sorted(Comparator.comparing(language -> language != reader.language()))
        .map(
            language ->
                new Spoken(
                    language.tag(),
                    reader.text("talk.language." + language.tag()),
                    Fingerprint.words(both, language.tag())))
        .toList();
  }

  private static List<String> digits(List<Digest> both) {
    return List.of(Fingerprint.of(both).split(" "));
  }
}
