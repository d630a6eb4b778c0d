package parley.node.room;

import java.util.List;
import java.util.Set;
import parley.dossier.model.Base64Url;
import parley.node.room.group.DocumentCard;
import parley.node.room.group.Documents;
import parley.node.room.group.Downward;
import parley.node.room.group.GroupRequest;
import parley.node.room.group.TalkDocuments;
import parley.node.room.group.Upward;
import parley.node.trunk.ToldEnd;
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

    /** What our own pages are told of somebody of this house. */
    static Marked of(ServerMessage.Marked told) {
      String person = told.person().substring(0, told.person().indexOf('.'));
      return new Marked(person, told.generation(), told.epoch(), told.mark());
    }
  }

  /** About pictures and sound between the two. */
  sealed interface OfTrunk extends CallRecord {}

  /** Where this node's relay listens for the other's, from now on. */
  record Trunk(ToldEnd end) implements OfTrunk {}

  /** Nobody is in the room here: no media passes. */
  record Untrunk() implements OfTrunk {}

  /** What this node's people publish, all of it. */
  record Tracks(List<TrunkTrack> tracks) implements OfTrunk {
    public Tracks {
      tracks = List.copyOf(tracks);
      if (tracks.size() > 4 * MOST_PEOPLE) {
        throw new IllegalArgumentException("tracks");
      }
    }
  }

  /** The layers of a picture of the other's that somebody here watches. */
  record Layers(TrackId track, Set<Integer> layers) implements OfTrunk {
    public Layers {
      layers = Set.copyOf(layers);
    }
  }

  /** About documents: each house says what its own people handed over, and the others fetch it. */
  sealed interface OfDocument extends CallRecord {}

  /**
   * People of this side have handed these over; all of them at the beginning of a session.
   *
   * @param generation of the group in which they were
   */
  record Shared(long generation, List<DocumentCard> documents) implements OfDocument {
    public Shared {
      documents = List.copyOf(documents);
      boolean isEmpty = documents.stream().anyMatch(card -> card.size() == 0);
      if (generation < 1 || isEmpty || documents.size() > Documents.MOST_COUNT) {
        throw new IllegalArgumentException("documents");
      }
    }
  }

  /** The piece of a document that begins at this byte is wanted. */
  record Fetch(String id, long from) implements OfDocument {
    public Fetch {
      if (!DocumentCard.isId(id)
          || from < 0
          || from >= Documents.MOST_BYTES
          || from % TalkDocuments.PIECE != 0) {
        throw new IllegalArgumentException("fetch");
      }
    }
  }

  /**
   * What was fetched.
   *
   * @param content base64url
   */
  record Piece(String id, long from, String content) implements OfDocument {
    private static final int MOST_CONTENT = (TalkDocuments.PIECE * 4 + 2) / 3;

    public Piece {
      if (!DocumentCard.isId(id) || content.isEmpty() || content.length() > MOST_CONTENT) {
        throw new IllegalArgumentException("piece");
      }
    }

    static Piece of(String id, long from, byte[] bytes) {
      return new Piece(id, from, Base64Url.encode(bytes));
    }

    byte[] bytes() {
      return Base64Url.decode(content, MOST_CONTENT);
    }
  }

  /** What was fetched is there no more. */
  record Unshared(String id, long from) implements OfDocument {}

  /** To the node that orders. */
  record Up(Upward word) implements CallRecord {}

  /** From the node that orders. */
  record Down(Downward word) implements CallRecord {}
}
