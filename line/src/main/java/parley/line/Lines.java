package parley.line;

import java.util.List;
import java.util.Optional;
import parley.dossier.chain.SealKey;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;

/**
 * All lines of this node: one port, an identity for each delegation that lives here. Any thread;
 * {@code parley.line.io.TlsLines} starts it.
 */
public interface Lines extends AutoCloseable {
  /** Where it listens, with the port that it got. */
  LineAddress listening();

  /** What this node tells others to dial. */
  List<LineAddress> announced();

  /** Hears what happens on all lines, and the parcels on this channel; in order of being added. */
  void listen(String channel, LineListener listener);

  /**
   * Answers to this identity. A node calls it at its start for each delegation of its own, after
   * {@link #open}: from the first call on, whoever is not known then is a stranger.
   */
  void serve(SealKey own);

  /** An invitation by this identity, good once and for 14 days. */
  Invitation invite(SealKey own, TalkId talk, Texts names);

  /**
   * Accepts an invitation: dials, and returns when the inviter has taken the token; the caller then
   * remembers the counterpart. After a break in between it may be called again with the same one.
   */
  Line pair(SealKey own, Invitation invitation) throws PairingRefused;

  /** Opens, and keeps open, the line to a known counterpart; nothing new if it is open. */
  Line open(SealKey own, SealPublicKey counterpart, List<LineAddress> addresses);

  Optional<Line> line(LineId id);

  List<Line> all();

  /** Ends a line and forgets it here; the counterpart is refused from then on. */
  void close(LineId id);

  /** Ends all lines, says so to the counterparts, and frees the port. */
  @Override
  void close();
}
