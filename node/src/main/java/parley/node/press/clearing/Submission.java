package parley.node.press.clearing;

import java.time.Instant;
import parley.dossier.model.Digest;
import parley.node.people.DelegateId;

/**
 * A draft as it was laid before the clearing officers.
 *
 * @param number counts the submissions of one draft
 * @param revision of the draft
 * @param digest of everything in that revision
 * @param chain as it was then; a later change of the side's chain does not touch it
 */
public record Submission(
    int number, int revision, Digest digest, Chain chain, DelegateId by, Instant at) {}
