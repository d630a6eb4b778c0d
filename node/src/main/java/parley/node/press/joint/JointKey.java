package parley.node.press.joint;

import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;

/**
 * A joint statement as one delegation of this node has it.
 *
 * @param proposal the term's id
 * @param delegation its slug
 */
public record JointKey(TalkId talk, Digest proposal, String delegation) {}
