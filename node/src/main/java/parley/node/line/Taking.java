package parley.node.line;

import parley.line.Invitation;
import parley.line.PairingRefused;

/** How far somebody has come with an invitation that she takes. */
sealed interface Taking {
  Invitation invitation();

  /** Her node calls the inviter's. */
  record Calling(Invitation invitation) implements Taking {}

  /** The inviter's node has taken hers for the invited; the talk comes over the line. */
  record Paired(Invitation invitation) implements Taking {}

  /** It came to nothing. */
  record Failed(Invitation invitation, PairingRefused.Why why) implements Taking {}
}
