package parley.node.press.clearing;

import java.time.Instant;
import parley.dossier.model.Digest;
import parley.node.people.DelegateId;

/**
 * What an officer said of a submitted draft.
 *
 * @param cleared whether she cleared it; otherwise she returned it
 * @param remark for the drafter; never empty when it was returned
 * @param shown names the statement as the public would have read it when she cleared it; empty when
 *     it could not be shown then
 */
public record Verdict(
    int submission,
    int revision,
    Digest digest,
    DelegateId by,
    boolean cleared,
    String remark,
    String shown,
    Instant at) {}
