package parley.line;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What an upper layer sends over a line.
 *
 * @param channel which of them it is for, such as {@code dossier}
 * @param text JSON of at most {@link #MAX_BYTES} in UTF-8; the line does not read it
 */
public record Parcel(String channel, String text) {
  /** Largest text. A larger one keeps a heartbeat waiting behind it on a thin link. */
  public static final int MAX_BYTES = 512 * 1024;

  private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,20}");

  public Parcel {
    if (!CHANNEL.matcher(channel).matches()) {
      throw new IllegalArgumentException("a channel has 1 to 20 letters a to z");
    }
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("a parcel has at most " + MAX_BYTES + " bytes");
    }
  }

  /** Its size on a line. */
  public int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Without its content, which no log may have. */
  @Override
  public String toString() {
    return "Parcel[" + channel + ", " + text.length() + " characters]";
  }
}
