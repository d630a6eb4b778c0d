package parley.dossier.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.TalkId;

/**
 * The set of entries of one talk. Entries may arrive in any order; the same set gives the same
 * dossier. Not safe for several threads at once.
 */
public final class Dossier {
  private final TalkId talk;

  public Dossier(TalkId talk) {
    this.talk = talk;
  }

  public TalkId talk() {
    return talk;
  }

  /** Takes in an entry as it was stored or received. */
  public Admission admit(String jws) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Prepares an act at the present end of a chain. */
  public Draft draft(DelegationId chain, Act act) {
    throw new UnsupportedOperationException("lands next");
  }

  /**
   * Seals the draft into an entry over everything seen so far and takes it in.
   *
   * @param now the writer's clock; an earlier time than the chain's last is moved up to it
   * @throws parley.dossier.model.Refusal if the entry would not hold, for example {@code
   *     ACT_NOT_NEXT} when another person of the side has signed meanwhile
   */
  public Entry append(Draft draft, Optional<Testimony> by, SealKey key, Instant now) {
    throw new UnsupportedOperationException("lands next");
  }

  /** All entries, each after those it has seen. */
  public List<Entry> entries() {
    throw new UnsupportedOperationException("lands next");
  }

  public Optional<Entry> entry(Digest hash) {
    throw new UnsupportedOperationException("lands next");
  }

  /** The last entry of each chain. */
  public SortedMap<DelegationId, Head> heads() {
    throw new UnsupportedOperationException("lands next");
  }

  /** The act that would close the dossier for this delegation over everything seen. */
  public Act.Close closeAct(DelegationId chain) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Entries that wait for others. */
  public int waiting() {
    return 0;
  }
}
