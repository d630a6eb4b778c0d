package parley.node.room;

import java.util.HexFormat;
import parley.dossier.model.Base64Url;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Texts;

/** What this node calls delegations that live elsewhere: slugs that no delegation here has. */
@FunctionalInterface
public interface Nicknames {
  /** Of delegations that nobody here has given a name. */
  Nicknames BY_CHAIN =
      (chain, names) ->
          "far-" + HexFormat.of().formatHex(Base64Url.decode(chain.value(), 43), 0, 4);

  /**
   * The nickname of a delegation of some talk.
   *
   * @param chain what it writes there
   * @param names as it presented itself
   */
  String of(DelegationId chain, Texts names);
}
