package parley.node.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code multipart/form-data} (RFC 7578) as browsers write it: no nesting, no transfer
 * encodings.
 */
final class Multipart {
  private static final int MAX_PARTS = 200;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=\"?([0-9A-Za-z'()+_,./:=? -]{1,70})\"?");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("(?i);\\s*filename=\"([^\"]*)\"");
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final byte[] body;
  private final byte[] delimiter;
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final Map<String, Upload> uploads = new LinkedHashMap<>();

  private Multipart(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }

  /** The form in {@code body}; an {@link IllegalArgumentException} if it is not one. */
  static Form parse(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new IllegalArgumentException("no boundary");
    }
    Multipart multipart = new Multipart(body, boundary.group(1));
    multipart.parts();
    return new Form(multipart.fields, multipart.uploads);
  }

  private void parts() {
    // The first delimiter has no line break before it when nothing precedes.
    int from =
        startsWith(0, delimiter, 2) ? delimiter.length - 2 : after(find(delimiter, 0), delimiter);
    for (int count = 0; !startsWith(from, new byte[] {'-', '-'}, 0); count++) {
      if (count == MAX_PARTS) {
        throw new IllegalArgumentException("too many parts");
      }
      int headEnd = find(HEAD_END, from);
      int end = find(delimiter, Math.max(headEnd, from));
      if (headEnd < 0 || end < 0) {
        throw new IllegalArgumentException("a part does not end");
      }
      int start = headEnd + HEAD_END.length;
      String head = new String(body, from, headEnd - from, StandardCharsets.UTF_8);
      part(head, start > end ? new byte[0] : Arrays.copyOfRange(body, start, end));
      from = end + delimiter.length;
    }
  }

  private void part(String head, byte[] content) {
    String name =
        first(NAME, head).orElseThrow(() -> new IllegalArgumentException("a part without a name"));
    Optional<String> file = first(FILE, head);
    if (file.isEmpty()) {
      fields
          .computeIfAbsent(name, any -> new ArrayList<>())
          .add(new String(content, StandardCharsets.UTF_8));
    } else if (!file.get().isEmpty()) {
      String type = first(Pattern.compile("(?im)^content-type:\\s*([\\w.+/-]+)"), head).orElse("");
      uploads.put(name, new Upload(file.get(), type, content));
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static int after(int at, byte[] what) {
    if (at < 0) {
      throw new IllegalArgumentException("no delimiter");
    }
    return at + what.length;
  }

  private boolean startsWith(int at, byte[] what, int skip) {
    return at + what.length - skip <= body.length
        && Arrays.equals(body, at, at + what.length - skip, what, skip, what.length);
  }

  private int find(byte[] what, int from) {
    for (int at = from; at + what.length <= body.length; at++) {
      if (body[at] == what[0] && startsWith(at, what, 0)) {
        return at;
      }
    }
    return -1;
  }
}
