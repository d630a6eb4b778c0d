package parley.node.room.group;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The documents of one talk, as far as they cross between houses. One thread for each talk; what
 * one house says of a document counts for that house only.
 */
public interface TalkDocuments {
  /** How long the pieces are in which a document crosses; the last may be shorter. */
  int PIECE = 64 * 1024;

  /** What is to be done about a document that another house announces. */
  enum Claim {
    /** It has a place now and is to be fetched. */
    WANTED,
    /** It is here, or what came instead of it was not the one announced. */
    SETTLED,
    /** It was announced otherwise before, or by somebody else. */
    CONTRADICTED,
    /** That house's documents are too many already. */
    FULL
  }

  /** What people of this delegation, which lives here, have handed over. */
  List<DocumentCard> ofSide(String side);

  /** Its bytes from this place on. */
  Optional<byte[]> piece(String side, String id, long from) throws IOException;

  /** What becomes of an announced document, which counts as if it were here. */
  Claim claim(String house, DocumentCard card);

  /** A claimed document on its way, of which nothing is here yet. */
  Arrival begin(DocumentCard card);

  /** All of it has come; false if it is not the one that was announced, and deleted. */
  boolean finish(Arrival arrival) throws IOException;

  /** It will not come; it may be announced again. */
  void giveUp(Arrival arrival);

  /** It is none, or not as long as was announced, and not wanted again. */
  void refuse(Arrival arrival);
}
