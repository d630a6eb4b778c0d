package parley.relay;

import java.util.Objects;

/** User fragment and password of one side's ICE agent (RFC 8445 section 5.3). */
public record IceCredentials(String ufrag, String pwd) {
  public IceCredentials {
    Objects.requireNonNull(ufrag);
    Objects.requireNonNull(pwd);
    if (ufrag.length() < 4 || ufrag.length() > 256 || pwd.length() < 22 || pwd.length() > 256) {
      throw new IllegalArgumentException("ICE credentials have a length outside RFC 8839");
    }
  }

  /** The password is a secret of the session, so it is never printed. */
  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + ", redacted]";
  }
}
