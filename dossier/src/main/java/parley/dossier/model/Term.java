package parley.dossier.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A point that the parties agree on. */
public sealed interface Term {
  /** Longest talk or item. */
  int MAX_MINUTES = 24 * 60;

  /** What the term is about; of a matter at most one term is in force. */
  Matter matter();

  /**
   * When the talk takes place.
   *
   * @param zone the zone in which the proposer states it
   * @param needs what must be in force, or the time lapses by its own word; shown, not enforced
   */
  record Time(Instant start, ZoneId zone, List<Matter> needs) implements Term {
    public Time {
      needs = List.copyOf(needs);
      if (needs.size() > 20 || needs.stream().distinct().count() < needs.size()) {
        throw Reason.VALUE_INVALID.because("needs");
      }
    }

    @Override
    public Matter matter() {
      return Matter.TIME;
    }
  }

  /**
   * An item of the agenda.
   *
   * @param order its place, lowest first
   * @param text digest of the body that holds title and wording, see {@link ItemText}
   */
  record AgendaItem(ItemId item, int order, int minutes, Digest text) implements Term {
    public AgendaItem {
      within("order", order, 1, 1000);
      within("minutes", minutes, 1, MAX_MINUTES);
    }

    @Override
    public Matter matter() {
      return Matter.item(item);
    }
  }

  /** How and how long. */
  record Format(Medium medium, int minutes) implements Term {
    public Format {
      within("minutes", minutes, 1, MAX_MINUTES);
    }

    @Override
    public Matter matter() {
      return Matter.FORMAT;
    }
  }

  /** Who takes part, per delegation. */
  record Participants(SortedMap<DelegationId, List<Attendance>> sides) implements Term {
    public Participants {
      var copy = new TreeMap<DelegationId, List<Attendance>>();
      sides.forEach((side, people) -> copy.put(side, List.copyOf(people)));
      sides = Collections.unmodifiableSortedMap(copy);
      within("sides", sides.size(), 1, 16);
      sides.values().forEach(people -> within("lines of participants", people.size(), 1, 50));
    }

    @Override
    public Matter matter() {
      return Matter.PARTICIPANTS;
    }
  }

  /**
   * What may be known in public.
   *
   * @param level how much of the date; {@link DateLevel#HOUR} for subjects that have no levels
   */
  record Disclosure(Subject subject, Voice voice, DateLevel level) implements Term {
    @Override
    public Matter matter() {
      return Matter.disclosure(subject);
    }
  }

  /** The talk's authentic languages. */
  record AuthenticLanguages(List<String> languages) implements Term {
    public AuthenticLanguages {
      languages = Languages.tags(languages);
    }

    @Override
    public Matter matter() {
      return Matter.LANGUAGES;
    }
  }

  /**
   * Which delegation's node puts the room's key group in order.
   *
   * @param orders one of the parties of the proposal
   */
  record Room(DelegationId orders) implements Term {
    @Override
    public Matter matter() {
      return Matter.ROOM;
    }
  }

  /**
   * What the parties tell the public together, word for word.
   *
   * @param release when both publish it
   * @param text digest of the body that holds the words, see {@link JointText}
   */
  record JointStatement(ItemId id, Instant release, Digest text) implements Term {
    /** How long before the release nothing can stop it any more. */
    public static final Duration MARGIN = Duration.ofMinutes(1);

    public JointStatement {
      if (release.getNano() != 0) {
        throw Reason.VALUE_INVALID.because("release must be a whole second");
      }
    }

    @Override
    public Matter matter() {
      return Matter.statement(id);
    }

    /** What is claimed to be written later than this neither stops it nor brings it about. */
    public Instant settled() {
      return release.minus(MARGIN);
    }
  }

  private static void within(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw Reason.VALUE_INVALID.because(what + " must be " + least + " to " + most);
    }
  }
}
