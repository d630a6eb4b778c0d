package parley.line.exchange;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.TalkId;

/** What the two ends of an exchange say to each other; each message is about one talk. */
sealed interface Message {
  TalkId talk();

  /**
   * What the sender has on its disk.
   *
   * @param heads the last entry of each chain, or of each branch
   * @param lacking texts that it has not
   * @param ask a number to be answered with heads that are said later than these were heard; 0 for
   *     none
   * @param answer the number that this answers; 0 for none
   */
  record Heads(
      TalkId talk,
      SortedMap<DelegationId, List<Head>> heads,
      List<Digest> lacking,
      long ask,
      long answer)
      implements Message {
    public Heads {
      heads = new TreeMap<>(heads);
      lacking = List.copyOf(lacking);
    }
  }

  /**
   * What the other seems to lack.
   *
   * @param entries as compact JWS, each after those it has seen
   * @param bodies by the digest that each is said to have
   */
  record Entries(TalkId talk, List<String> entries, SortedMap<Digest, Body> bodies)
      implements Message {
    public Entries {
      entries = List.copyOf(entries);
      bodies = new TreeMap<>(bodies);
    }
  }

  /** One message of entries was dealt with; what held of it is on the disk. */
  record Taken(TalkId talk) implements Message {}
}
