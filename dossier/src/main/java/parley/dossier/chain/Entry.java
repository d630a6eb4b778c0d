package parley.dossier.chain;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.TalkId;

/**
 * One link of a delegation's chain, as read from its stored bytes.
 *
 * @param hash of the whole compact JWS
 * @param previous hash of the chain's previous entry; empty for the first
 * @param seen the latest entries of the other chains that this one has seen
 * @param at the time its writer claims
 * @param actDigest of the act's own bytes: the challenge a person signs; names a proposal
 * @param jws the stored bytes
 */
public record Entry(
    Digest hash,
    TalkId talk,
    DelegationId chain,
    long seq,
    Optional<Digest> previous,
    SortedMap<DelegationId, Head> seen,
    Instant at,
    Act act,
    Digest actDigest,
    Optional<Testimony> by,
    String jws) {
  public Head head() {
    return new Head(seq, hash);
  }
}
