package parley.node.talk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.model.Term;
import parley.dossier.state.MatterState;
import parley.dossier.state.ProposalState;

/**
 * A talk from one seat.
 *
 * @param path of the talk
 * @param sides own side first
 * @param change that the reader's own people are no longer those whom the talk knows
 * @param drafts what waits for her in her side's press office
 * @param moves what waits for the reader's side
 * @param isBinder whether she may act on them
 * @param matters everything but the agenda
 * @param agenda numbered, those in force and those proposed in one order
 * @param total the agenda's length against the agreed one, in words
 * @param inPublic what the press reads
 * @param joint what the sides say together, before and after its release
 * @param isStatementOutdated whether the reader's side has told of a time that does not stand
 * @param room the way into the room
 * @param check what the reader's browser needs to verify the record
 * @param elsewhere what is to be said of other nodes, and of this one as their host
 */
public record TalkPage(
    String path,
    String title,
    List<Side> sides,
    Stage stage,
    StateSentence sentence,
    Optional<ChangeView> change,
    List<PressMoves.Card> drafts,
    List<MoveCard> moves,
    boolean isBinder,
    List<MatterRow> matters,
    List<AgendaRow> agenda,
    String total,
    List<HistoryLine> history,
    List<PublicView.Item> inPublic,
    List<PublicView.Joint> joint,
    Optional<String> room,
    Optional<String> pressDesk,
    boolean isStatementOutdated,
    DevicesView devices,
    RecordCheck check,
    Elsewhere elsewhere) {
  private static final int LATEST = 5;

  /** A side's name, its mark in the look, and its time now. */
  public record Side(String name, String mark, String clock) {}

  /** A matter: what is in force, what is open, what was. */
  public record MatterRow(
      String key,
      String name,
      Optional<ProposalView> inForce,
      List<ProposalView> open,
      List<ProposalView> past,
      String propose) {
    /**
     * For the browser to compare with what it computes; nothing, so no attribute, if nothing is.
     */
    public String idInForce() {
      return inForce.map(ProposalView::id).orElse(null);
    }

    /** Changes when anything in the row does. */
    public String mark() {
      StringBuilder mark = new StringBuilder();
      inForce.ifPresent(view -> mark.append(view.mark()));
      open.forEach(view -> mark.append(view.mark()));
      return mark.append(past.size()).toString();
    }
  }

  /**
   * An item of the agenda.
   *
   * @param shown what is in force, or else the oldest open proposal
   * @param other its title in the other authentic languages
   */
  public record AgendaRow(
      MatterRow row, ProposalView shown, boolean isInForce, List<TermCopy> other, String minutes) {}

  /** Whether the sides have come so far that terms can be shown. */
  public boolean hasTerms() {
    return stage == Stage.ARRANGING
        || !agenda.isEmpty()
        || matters.stream().anyMatch(row -> row.inForce().isPresent());
  }

  /** Whether anything can be proposed now. */
  public boolean canPropose() {
    return stage == Stage.ARRANGING;
  }

  /** The last few lines of the history. */
  public List<HistoryLine> latest() {
    return history.subList(0, Math.min(LATEST, history.size()));
  }

  /** All other lines of the history. */
  public List<HistoryLine> earlier() {
    return history.subList(latest().size(), history.size());
  }

  /**
   * @param next what the reader's delegation would present now
   */
  static TalkPage of(
      Reader reader,
      Optional<Credentials> next,
      List<MoveCard> moves,
      List<PressMoves.Card> drafts,
      PublicView inPublic,
      Elsewhere elsewhere) {
    List<AgendaRow> agenda = agenda(reader);
    return new TalkPage(
        reader.path(""),
        reader.text("talk.with", reader.others(), reader.sides().name(reader.own())),
        sides(reader),
        Stage.of(reader),
        sentence(reader, elsewhere),
        ChangeView.of(reader, next),
        drafts,
        moves,
        reader.isBinder(),
        StateSentence.matters(reader).stream()
            .filter(matter -> !isItem(matter))
            .map(matter -> row(reader, matter))
            .toList(),
        agenda,
        total(reader),
        HistoryLine.all(reader),
        inPublic.now(reader.talk(), reader.language()),
        inPublic.joint(
            reader.talk(), reader.seat().person().id().delegation(), reader.clock(), reader.now()),
        room(reader),
        pressDesk(reader),
        inPublic.hasOutdated(reader.talk(), reader.seat().person().id().delegation()),
        DevicesView.of(reader),
        RecordCheck.of(reader),
        elsewhere);
  }

  private static StateSentence sentence(Reader reader, Elsewhere elsewhere) {
    StateSentence sentence = StateSentence.of(reader, elsewhere.details());
    boolean waitsForUs = Stage.of(reader) == Stage.INVITING && !elsewhere.envelopes().isEmpty();
    return waitsForUs ? sentence.handingOver(reader) : sentence;
  }

  private static boolean isItem(Matter matter) {
    return matter.key().startsWith("agenda/");
  }

  private static List<Side> sides(Reader reader) {
    Sides sides = reader.sides();
    Stream<Side> awaited =
        reader.talk().awaited().stream()
            .map(names -> names.inOrFirst(reader.language().tag()))
            .map(name -> new Side(name, sides.markOfOthers(), reader.text("talk.not-here-yet")));
    return Stream.concat(sides.all().stream().map(side -> side(reader, side)), awaited).toList();
  }

  private static Side side(Reader reader, DelegationId side) {
    Sides sides = reader.sides();
    return new Side(
        sides.name(side),
        sides.mark(side),
        reader.text(
            "talk.clock",
            sides.clock(side).time(reader.now()),
            sides.clock(side).offset(reader.now())));
  }

  /** The form that answers a proposal with another. */
  static String counter(Reader reader, ProposalState proposal) {
    return reader.path(
        "/propose/" + ProposalKind.of(proposal.matter()).slug() + "?replaces=" + proposal.id());
  }

  static MatterRow row(Reader reader, Matter matter) {
    MatterState state = reader.state().matter(matter);
    return new MatterRow(
        matter.key(),
        reader.terms().title(matter),
        state.inForce().map(found -> ProposalView.of(reader, found)),
        views(reader, state.open()),
        views(reader, state.past()),
        state
            .inForce()
            .map(found -> counter(reader, found))
            .orElseGet(
                () ->
                    reader.path(
                        "/propose/" + ProposalKind.of(matter).slug() + "?matter=" + matter.key())));
  }

  private static List<ProposalView> views(Reader reader, List<ProposalState> proposals) {
    return proposals.stream().map(found -> ProposalView.of(reader, found)).toList();
  }

  private static List<AgendaRow> agenda(Reader reader) {
    return reader.state().table().stream()
        .filter(matter -> isItem(matter.matter()))
        .flatMap(matter -> matter.shown().stream())
        .map(shown -> agendaRow(reader, shown))
        .toList();
  }

  private static AgendaRow agendaRow(Reader reader, ProposalState shown) {
    List<TermCopy> copies = reader.terms().copies(shown.term());
    return new AgendaRow(
        row(reader, shown.matter()),
        ProposalView.of(reader, shown),
        reader.state().inForce(shown.matter()).isPresent(),
        copies.stream().filter(copy -> !copy.language().equals(reader.language().tag())).toList(),
        reader.words().count("talk.minutes", minutes(shown)));
  }

  private static int minutes(ProposalState proposal) {
    return proposal.term() instanceof Term.AgendaItem item ? item.minutes() : 0;
  }

  private static String total(Reader reader) {
    int sum = reader.state().agenda().stream().mapToInt(TalkPage::minutes).sum();
    String items = reader.words().count("talk.agenda.total", sum);
    return reader
        .state()
        .inForce(Matter.FORMAT)
        .map(term -> term instanceof Term.Format format ? format.minutes() : 0)
        .map(minutes -> items + " " + reader.words().count("talk.agenda.of", minutes))
        .orElse(items);
  }

  private static Optional<String> room(Reader reader) {
    boolean mayEnter =
        reader.state().mayEnter(reader.own(), reader.seat().personId()) && !reader.state().closed();
    return mayEnter ? Optional.of("/room/" + reader.seat().talk()) : Optional.empty();
  }

  private static Optional<String> pressDesk(Reader reader) {
    return PressMoves.READERS.admits(reader.seat().person())
        ? Optional.of("/press/" + reader.seat().talk())
        : Optional.empty();
  }
}
