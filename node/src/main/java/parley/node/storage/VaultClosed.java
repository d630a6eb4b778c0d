package parley.node.storage;

import java.nio.file.Path;
import java.util.Locale;

/** The private keys stay locked, and why. */
public final class VaultClosed extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for an operator who must set it right. */
  public enum Why {
    /** Neither a passphrase nor a key file was given. */
    MISSING,
    /** Both were. */
    BOTH,
    /** The passphrase is too short. */
    SHORT,
    /** The key file cannot be read. */
    UNREADABLE,
    /** The key file does not hold 32 bytes. */
    MALFORMED,
    /** What was given opens none of the keys. */
    WRONG,
    /** The keys are locked by a passphrase, and a key file was given. */
    NEEDS_PASSPHRASE,
    /** The keys are locked by a key file, and a passphrase was given. */
    NEEDS_KEY_FILE,
    /** One of the keys does not open, others do. */
    DAMAGED,
    /** A key lies in clear: an earlier version wrote it. */
    IN_CLEAR;

    /** The key of its words. */
    public String key() {
      return "command.keys." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Why why;
  private final String file;

  VaultClosed(Why why) {
    super(why.name());
    this.why = why;
    this.file = "";
  }

  VaultClosed(Why why, Path file) {
    super(why + " " + file);
    this.why = why;
    this.file = file.toString();
  }

  public Why why() {
    return why;
  }

  /** The file or folder that it is about; empty when it is about none. */
  public String file() {
    return file;
  }
}
