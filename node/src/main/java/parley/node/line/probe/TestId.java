package parley.node.line.probe;

import java.util.random.RandomGenerator;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Reason;

/** Names one test on a line: 16 random bytes, drawn by who asks for it. */
public record TestId(String value) {
  private static final int BYTES = 16;
  private static final int LENGTH = 22;

  public TestId {
    if (Base64Url.decode(value, LENGTH).length != BYTES) {
      throw Reason.VALUE_INVALID.because("a test's id");
    }
  }

  static TestId draw(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new TestId(Base64Url.encode(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
