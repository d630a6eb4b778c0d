package parley.line;

import java.time.Instant;
import java.util.List;
import parley.dossier.model.Digest;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;

/** What must outlive the process: invitations and counterparts, kept by the node. Any thread. */
public interface LineBook {
  /** An invitation was made; on the disk before this returns. Only the token's digest is told. */
  void invited(SealPublicKey own, Digest token, TalkId talk, Instant until);

  /**
   * Takes the token and remembers its bearer as a counterpart, both on the disk or neither. False
   * if no such token was given out for this key, or its time is over, or somebody else has taken
   * it; true again for who has. Asked of known counterparts too, when they bear one.
   */
  boolean redeem(LineId bearer, Digest token, List<LineAddress> addresses, Instant now);

  /** The counterpart says that it now listens there. */
  void moved(LineId line, List<LineAddress> addresses);
}
