package parley.node.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code multipart/form-data}, RFC 7578, as browsers send it: whole in memory, since the
 * request's size is limited before.
 */
final class MultipartForm {
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data;\\s*boundary=\"?([0-9A-Za-z'()+_,./:=? -]{1,70})\"?");
  private static final Pattern NAME = Pattern.compile("(?<![a-z])name=\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");
  private static final int MAX_PARTS = 200;
  private static final byte[] BLANK_LINE = ascii("\r\n\r\n");

  private MultipartForm() {}

  /** The boundary that a content type names; empty when the form is of another type. */
  static Optional<String> boundary(String contentType) {
    Matcher matcher = BOUNDARY.matcher(contentType);
    return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Reads the parts.
   *
   * @throws IllegalArgumentException when the body is not of the form that the boundary promises
   */
  static Form parse(byte[] body, String boundary) {
    byte[] first = ascii("--" + boundary);
    byte[] delimiter = ascii("\r\n--" + boundary);
    Map<String, List<String>> fields = new LinkedHashMap<>();
    Map<String, Upload> uploads = new LinkedHashMap<>();
    if (indexOf(body, first, 0) != 0) {
      throw new IllegalArgumentException("no first boundary");
    }
    int at = first.length;
    for (int parts = 0; !isEnd(body, at); parts++) {
      int next = indexOf(body, delimiter, at);
      int head = indexOf(body, BLANK_LINE, at);
      if (next < 0 || head < 0 || head > next || parts == MAX_PARTS) {
        throw new IllegalArgumentException("a part without an end, or too many");
      }
      String header = new String(body, at, head - at, StandardCharsets.UTF_8);
      take(
          header,
          java.util.Arrays.copyOfRange(body, Math.min(head + BLANK_LINE.length, next), next),
          fields,
          uploads);
      at = next + delimiter.length;
    }
    return new Form(fields, uploads);
  }

  private static void take(
      String header,
      byte[] content,
      Map<String, List<String>> fields,
      Map<String, Upload> uploads) {
    Matcher name = NAME.matcher(header);
    if (!name.find()) {
      throw new IllegalArgumentException("a part without a name");
    }
    Matcher file = FILE.matcher(header);
    if (!file.find()) {
      fields
          .computeIfAbsent(name.group(1), any -> new ArrayList<>())
          .add(new String(content, StandardCharsets.UTF_8));
    } else if (content.length > 0) {
      uploads.put(name.group(1), new Upload(file.group(1), content));
    }
  }

  private static boolean isEnd(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  private static int indexOf(byte[] body, byte[] sought, int from) {
    for (int i = from; i <= body.length - sought.length; i++) {
      int matched = 0;
      while (matched < sought.length && body[i + matched] == sought[matched]) {
        matched++;
      }
      if (matched == sought.length) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
