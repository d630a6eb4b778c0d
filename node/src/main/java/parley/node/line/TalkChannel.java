package parley.node.line;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import parley.dossier.model.Refusal;
import parley.dossier.model.TalkId;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.dossier.wire.StrictJson;
import parley.line.Line;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.LineListener;
import parley.line.Parcel;
import parley.node.talk.TalkService;
import parley.node.web.LiveUpdates;

/**
 * Tells known counterparts to which talks they are invited, and hears it from them: {@code
 * {"invited":"<talk>"}} on the channel {@code talk}. Of a talk nobody here has begun it only
 * remembers that it is expected; its entries come as those of every talk. On the same channel sides
 * are introduced to each other.
 */
final class TalkChannel implements LineListener {
  /** The channel's name. */
  static final String NAME = "talk";

  /**
   * Most talks with one counterpart that are taken in without anybody here having asked for one.
   */
  static final int MOST = 500;

  private static final int MOST_BYTES = 200;
  private static final String INVITED = "invited";

  private final NodeLines lines;
  private final TalkService talks;
  private final LiveUpdates live;
  private final InstantSource clock;
  private final Introductions introductions;

  TalkChannel(NodeLines lines, TalkService talks, LiveUpdates live, InstantSource clock) {
    this.lines = lines;
    this.talks = talks;
    this.live = live;
    this.clock = clock;
    this.introductions = new Introductions(lines, talks);
    talks.watch(introductions::introduce);
  }

  @Override
  public void began(Line line) {
    lines
        .counterpart(line.id())
        .ifPresent(
            counterpart -> {
              sayAll(line, counterpart);
              introductions.began(line, counterpart);
            });
  }

  /** A counterpart's talks are others now: it is told, and so are pages. */
  void tell(Counterpart counterpart) {
    lines.line(counterpart).ifPresent(line -> sayAll(line, counterpart));
    redraw(counterpart);
  }

  private void sayAll(Line line, Counterpart counterpart) {
    for (TalkId talk : lines.counterparts().invited(counterpart)) {
      if (isAwaited(talk, counterpart)) {
        line.send(new Parcel(NAME, Json.object().put(INVITED, talk).build().text()));
      }
    }
  }

  private boolean isAwaited(TalkId talk, Counterpart counterpart) {
    return talks
        .look(talk.value())
        .filter(
            now ->
                now.state().delegations().stream()
                    .noneMatch(side -> side.presented().lineKey().equals(counterpart.key())))
        .isPresent();
  }

  @Override
  public void connected(Line line, LineKeying keying) {
    turned(line.id());
  }

  @Override
  public void interrupted(Line line, LineCause cause) {
    turned(line.id());
  }

  /** The pages of its talks say whether a line is up. */
  private void turned(LineId line) {
    lines.counterpart(line).ifPresent(this::redraw);
  }

  private void redraw(Counterpart counterpart) {
    new LineTopics(lines, talks, live).changed(counterpart);
  }

  @Override
  public void received(Line line, Parcel parcel) {
    try {
      if (parcel.text().contains(Introduction.MEMBER)) {
        Introduction introduction = Introduction.read(parcel);
        lines
            .delegation(line.id().own())
            .ifPresent(
                own ->
                    introductions.heard(
                        own,
                        line.id().counterpart(),
                        line.keying().map(LineKeying::remote),
                        introduction));
      } else {
        TalkId talk = read(parcel);
        lines.counterpart(line.id()).ifPresent(from -> expect(line, from, talk));
      }
    } catch (Refusal malformed) {
      incident(line, LineIncident.Kind.MALFORMED, "a parcel on the channel talk");
    }
  }

  private void expect(Line line, Counterpart from, TalkId talk) {
    var known = lines.counterparts().talks(from);
    if (known.contains(talk)) {
      return;
    }
    if (known.size() >= MOST) {
      incident(line, LineIncident.Kind.FLOOD, "an invitation to one talk more than " + MOST);
      return;
    }
    lines.expect(talk, from);
  }

  private void incident(Line line, LineIncident.Kind kind, String detail) {
    lines
        .history()
        .incident(
            new LineIncident(
                kind, clock.instant(), Optional.of(line.id()), Optional.empty(), detail));
  }

  private static TalkId read(Parcel parcel) {
    byte[] bytes = parcel.text().getBytes(StandardCharsets.UTF_8);
    return Members.read(
        StrictJson.object(bytes, MOST_BYTES), members -> members.string(INVITED, TalkId::new));
  }
}
