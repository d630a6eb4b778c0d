package parley.node.line;

import java.time.Instant;
import java.util.List;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Texts;
import parley.node.words.Language;

/**
 * A delegation of another node, as one of this node knows it.
 *
 * @param delegation the slug of this node's delegation
 * @param key that the other node shows on the line
 * @param nickname what it goes by on this node: a slug that no other side has
 * @param names what it called itself when the two were joined
 * @param addresses where its node listens, each {@code host:port}; none if it can only call us
 * @param since when the two were joined
 */
public record Counterpart(
    String delegation,
    SealPublicKey key,
    String nickname,
    Texts names,
    List<String> addresses,
    Instant since) {
  public Counterpart {
    addresses = List.copyOf(addresses);
  }

  public String name(Language language) {
    return names.inOrFirst(language.tag());
  }
}
