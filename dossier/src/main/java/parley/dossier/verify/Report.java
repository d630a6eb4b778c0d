package parley.dossier.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Person;
import parley.dossier.model.Reason;
import parley.dossier.model.Texts;
import parley.dossier.state.ProposalState;
import parley.dossier.state.TalkState;

/** What a verification found. */
public sealed interface Report {
  /**
   * Everything holds.
   *
   * @param agreed the terms in force
   * @param bodies the texts in the file
   * @param completeTo the last entry of each chain that counts
   * @param erased digests of texts that the log refers to and the file does not have
   * @param demo whether any person who signed holds a software authenticator
   */
  record Holds(
      TalkState state,
      List<Agreed> agreed,
      SortedMap<Digest, Body> bodies,
      SortedMap<DelegationId, Head> completeTo,
      int entries,
      List<Digest> erased,
      boolean demo)
      implements Report {
    public boolean closed() {
      return state.closed();
    }
  }

  /**
   * The first thing that does not hold.
   *
   * @param chain where, unless it is the file itself
   * @param named what that delegation calls itself, if it could still be read
   */
  record Fails(
      Optional<DelegationId> chain, Optional<Texts> named, long seq, Reason reason, String detail)
      implements Report {}

  /**
   * A term in force.
   *
   * @param text its body, unless erased or withheld
   * @param agreedBy at the latest: the claimed time of the last acknowledgement
   * @param signed by whom of each side
   */
  record Agreed(
      ProposalState proposal, Optional<Body> text, Instant agreedBy, List<Signed> signed) {}

  /** A person's signature under a proposal or a consent. */
  record Signed(DelegationId delegation, Person person, Instant at, boolean demo) {}
}
