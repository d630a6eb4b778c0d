package parley.node.room.group;

import java.util.regex.Pattern;

/**
 * What is known of a document without having it.
 *
 * @param size of its ciphertext
 * @param digest SHA-256 of its ciphertext, base64url
 */
public record DocumentCard(String id, long size, String digest) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");

  public DocumentCard {
    boolean isRight = isId(id) && DIGEST.matcher(digest).matches();
    if (!isRight || size < 0 || size > Documents.MOST_BYTES) {
      throw new IllegalArgumentException("document");
    }
  }

  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
