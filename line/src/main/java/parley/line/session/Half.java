package parley.line.session;

import java.util.random.RandomGenerator;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Reason;

/** One side's half of a session's name: 16 random bytes. A new half is offered with each hello. */
public record Half(String value) {
  private static final int BYTES = 16;

  public Half {
    if (Base64Url.decode(value, 22).length != BYTES) {
      throw Reason.VALUE_INVALID.because("half of 16 bytes expected");
    }
  }

  static Half draw(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Half(Base64Url.encode(bytes));
  }
}
