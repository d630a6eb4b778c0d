package parley.node.room;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import parley.node.room.group.Downward;
import parley.node.room.group.GroupRequest;
import parley.node.room.group.Upward;
import parley.relay.TrackId;
import parley.relay.TrunkTrack;

/**
 * What two nodes say to each other about one talk's room, over channel {@code call}. Persons are
 * named within the delegation at whose end of the line they live, so that nobody can say anything
 * about the other's.
 */
sealed interface CallRecord {
  /** Most persons of one side. */
  int MOST_PEOPLE = 200;

  /**
   * All that the other needs to know: at the beginning of a session, and whenever it asks.
   *
   * @param isHeard whether the other's has been heard in this session; if not it is wanted
   * @param order the chain of the delegation whose node orders the group, as this one sees it
   * @param generation the latest that this node knows of
   */
  record Hello(boolean isHeard, String order, long generation, List<Here> people)
      implements CallRecord {
    public Hello {
      people = List.copyOf(people);
      if (people.size() > MOST_PEOPLE || order.length() > 100 || generation < 0) {
        throw new IllegalArgumentException("hello");
      }
    }
  }

  /** Somebody who is in the room, or has just left it: then her link is {@link Link#AWAY}. */
  record Here(String person, Presence have, Link link) implements CallRecord {
    public Here {
      GroupRequest.Form.name(person);
      if (link == Link.CUT) {
        throw new IllegalArgumentException("link");
      }
    }
  }

  /** She says in which epoch she is, and what its keys look like. */
  record Marked(String person, long generation, long epoch, String mark) implements CallRecord {
    public Marked {
      GroupRequest.Form.name(person);
      GroupRequest.Form.mark(mark);
      GroupRequest.Form.place(generation, epoch);
    }
  }

  /**
   * Where this node's relay listens for the other's, from now on.
   *
   * @param turn one more each time, so that no keys come twice
   */
  record Trunk(long turn, int channel, List<InetSocketAddress> candidates) implements CallRecord {
    public Trunk {
      candidates = List.copyOf(candidates);
      if (turn < 1 || channel < 0x4000 || channel > 0x4FFF || candidates.size() > 32) {
        throw new IllegalArgumentException("trunk");
      }
    }
  }

  /** Nobody is in the room here: no media passes. */
  record Untrunk() implements CallRecord {}

  /** What this node's people publish, all of it. */
  record Tracks(List<TrunkTrack> tracks) implements CallRecord {
    public Tracks {
      tracks = List.copyOf(tracks);
      if (tracks.size() > 4 * MOST_PEOPLE) {
        throw new IllegalArgumentException("tracks");
      }
    }
  }

  /** The layers of a picture of the other's that somebody here watches. */
  record Layers(TrackId track, Set<Integer> layers) implements CallRecord {
    public Layers {
      layers = Set.copyOf(layers);
      if (track.value().length() > 64 || layers.size() > 3) {
        throw new IllegalArgumentException("layers");
      }
    }
  }

  /** To the node that orders. */
  record Up(Upward word) implements CallRecord {}

  /** From the node that orders. */
  record Down(Downward word) implements CallRecord {}
}
