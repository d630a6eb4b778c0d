package parley.node.room;

import java.util.List;
import java.util.Optional;
import parley.node.room.group.Arrival;
import parley.node.room.group.DocumentCard;
import parley.node.room.group.TalkDocuments;

/** Of a talk in which nobody hands anything over. */
final class NoDocuments implements TalkDocuments {
  @Override
  public List<DocumentCard> ofSide(String side) {
    return List.of();
  }

  @Override
  public Optional<byte[]> piece(String side, String id, long from) {
    return Optional.empty();
  }

  @Override
  public Claim claim(String house, DocumentCard card) {
    return Claim.FULL;
  }

  @Override
  public Arrival begin(DocumentCard card) {
    throw new AssertionError(card);
  }

  @Override
  public boolean finish(Arrival arrival) {
    throw new AssertionError(arrival);
  }

  @Override
  public void giveUp(Arrival arrival) {}

  @Override
  public void refuse(Arrival arrival) {}
}
