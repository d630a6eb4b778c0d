package parley.dossier.model;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Thirty digits that two people read to each other over the telephone to know that they hold the
 * same credentials.
 */
public final class Fingerprint {
  private static final BigInteger GROUP = BigInteger.valueOf(100_000);
  private static final int GROUPS = 6;

  private Fingerprint() {}

  /** The digits in six groups of five, whatever the order of the credentials' digests. */
  public static String of(Collection<Digest> credentials) {
    String sorted =
        new TreeSet<>(credentials).stream().map(Digest::value).collect(Collectors.joining(" "));
    BigInteger number =
        new BigInteger(
            1, Digest.sha256(("parley-fingerprint " + sorted).getBytes(StandardCharsets.US_ASCII)));
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      BigInteger[] parts = number.divideAndRemainder(GROUP);
      digits.append(i == 0 ? "" : " ").append(String.format("%05d", parts[1].intValue()));
      number = parts[0];
    }
    return digits.toString();
  }
}
