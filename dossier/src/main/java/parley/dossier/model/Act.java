package parley.dossier.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a delegation did. One entry carries one act. */
public sealed interface Act {

  /**
   * Begins a talk; the first entry of the convener's chain.
   *
   * @param nonce 16 random bytes as base64url; with the convener's id it makes the talk's id
   * @param invited the names of those it is for
   */
  record Convene(String nonce, Credentials credentials, List<Texts> invited) implements Act {
    public Convene {
      if (Base64Url.decode(nonce, 22).length != 16) {
        throw Reason.VALUE_INVALID.because("nonce of 16 bytes expected");
      }
      invited = atMost(invited, 16);
    }
  }

  /**
   * Shows the delegation's credentials: the first entry of every other chain, and each revision.
   */
  record Present(Credentials credentials) implements Act {}

  /** Takes another delegation's credentials for true. */
  record Accept(DelegationId delegation, Digest credentials) implements Act {}

  /**
   * Replaces the sealing key by the one committed to. The entry is sealed by the new key, and is a
   * revision of the credentials: the others accept it by the digest of this act.
   */
  record Rotate(SealPublicKey key, Digest nextKey) implements Act {}

  /** From here on the person's signature counts for nothing, until new credentials are accepted. */
  record Revoke(PersonId person) implements Act {}

  /** Lets a device of the person who signs into the rooms' key groups. */
  record AdmitDevice(PersonId person, SealPublicKey device) implements Act {}

  /** Ends a device for good. */
  record DismissDevice(PersonId person, SealPublicKey device) implements Act {}

  /** Offers a term; its own side's consent. Known by the digest of the act. */
  record Propose(
      Term term,
      SortedSet<DelegationId> parties,
      Optional<Instant> expires,
      List<Digest> replaces,
      Optional<PackageMark> pack)
      implements Act {
    public Propose {
      parties = Collections.unmodifiableSortedSet(new TreeSet<>(parties));
      replaces = atMost(replaces, 20);
      if (parties.size() < 2 || parties.size() > 16) {
        throw Reason.VALUE_INVALID.because("a proposal needs 2 to 16 parties");
      }
      if (term instanceof Term.Room(DelegationId orders) && !parties.contains(orders)) {
        throw Reason.VALUE_INVALID.because("a party must order the room");
      }
      if (term instanceof Term.JointStatement && pack.isPresent()) {
        throw Reason.VALUE_INVALID.because("a joint statement waits for no package");
      }
    }
  }

  /** A yes to the exact proposal. */
  record Consent(Digest proposal) implements Act {}

  /** A yes that binds nothing until it is confirmed. */
  record ConsentAdReferendum(Digest proposal) implements Act {}

  /** Makes the delegation's consent ad referendum a consent. */
  record Confirm(Digest proposal) implements Act {}

  /** A no, which the same delegation can still turn into a consent. */
  record Objection(Digest proposal, Optional<Digest> reason) implements Act {}

  /** Ends a proposal or a term for good. */
  record Withdraw(Digest proposal, Optional<Digest> reason) implements Act {}

  /** Ends the agreed time for good; the rest stands. */
  record Postpone(Digest proposal, Optional<Digest> reason) implements Act {}

  /** Says who sits in the room; the names are a body. */
  record Declare(Digest people) implements Act {}

  /** Opens the room; media of principals from the instant on. */
  record Open(Instant instant) implements Act {}

  /** A person enters the room. */
  record Enter(PersonId person) implements Act {}

  /** A person leaves the room. */
  record Leave(PersonId person) implements Act {}

  /** Ends the dossier for this delegation over these heads of the other chains. */
  record Close(SortedMap<DelegationId, Head> heads) implements Act {
    public Close {
      heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    }
  }

  /** Releases a statement, by the hash of its published bytes. */
  record Release(Digest statement) implements Act {}

  /** Says nothing but what has been seen; nodes write it by themselves. */
  record Acknowledge() implements Act {}

  private static <T> List<T> atMost(List<T> list, int most) {
    if (list.size() > most || list.stream().distinct().count() < list.size()) {
      throw Reason.VALUE_INVALID.because("a list is too long or repeats itself");
    }
    return List.copyOf(list);
  }
}
