package parley.dossier.chain;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Reason;
import parley.dossier.model.TalkId;
import parley.dossier.wire.ActFormat;
import parley.dossier.wire.EntryFormat;
import parley.dossier.wire.Jws;

/**
 * One link of a delegation's chain, as read from its stored bytes.
 *
 * @param hash of the whole compact JWS
 * @param kid thumbprint of the key that is said to have sealed it
 * @param previous hash of the chain's previous entry; empty for the first
 * @param seen the latest entries of the other chains that this one has seen
 * @param at the time its writer claims
 * @param after digest of the chain's last act before this one that a person signed
 * @param actDigest of the act's own bytes: the challenge a person signs; names a proposal
 * @param jws the stored bytes
 */
public record Entry(
    Digest hash,
    TalkId talk,
    DelegationId chain,
    String kid,
    long seq,
    Optional<Digest> previous,
    SortedMap<DelegationId, Head> seen,
    Instant at,
    Act act,
    Optional<Digest> after,
    Digest actDigest,
    Optional<Testimony> by,
    String jws) {

  /**
   * Reads an entry's form; whether it holds is for the {@link Dossier} to say.
   *
   * @throws parley.dossier.model.Refusal if it is not an entry of this version
   */
  public static Entry read(String jws) {
    Jws sealed = Jws.read(jws, Jws.ENTRY);
    EntryFormat.Payload payload = EntryFormat.read(sealed.payload());
    ActFormat.Placed placed = ActFormat.read(payload.act());
    if (!placed.talk().equals(payload.talk())) {
      throw Reason.TALK_MISMATCH.because("the act was made for another talk");
    }
    if (!placed.chain().equals(payload.chain())) {
      throw Reason.CHAIN_MISMATCH.because("the act was made for another chain");
    }
    return new Entry(
        Digest.of(jws),
        payload.talk(),
        payload.chain(),
        sealed.kid(),
        payload.seq(),
        payload.previous(),
        payload.seen(),
        payload.at(),
        placed.act(),
        placed.after(),
        Digest.of(payload.act()),
        payload.by().map(by -> new Testimony(by.person(), by.assertion())),
        jws);
  }

  public Head head() {
    return new Head(seq, hash);
  }
}
