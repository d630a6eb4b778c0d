package parley.node.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a handler wants the browser to get. */
public sealed interface Answer {
  /**
   * A page from a template. The template has {@code @param PageFrame frame} and {@code @param
   * TheModel page}.
   *
   * @param status of HTTP
   * @param template below {@code src/main/jte}
   * @param model the template's {@code page}
   * @param live the path of the page's live updates, if it has any
   * @param headers beyond the usual ones
   */
  record Page(
      int status, String template, Object model, Optional<String> live, Map<String, String> headers)
      implements Answer {
    public Page {
      headers = Map.copyOf(headers);
    }

    /** The same page, updating in place from {@code path}. */
    public Page following(String path) {
      return new Page(status, template, model, Optional.of(path), headers);
    }

    /** The same page with another status, such as 422 for a form that needs a correction. */
    public Page withStatus(int status) {
      return new Page(status, template, model, live, headers);
    }

    /** The same page with one more header. */
    public Page withHeader(String name, String value) {
      Map<String, String> more = new java.util.HashMap<>(headers);
      more.put(name, value);
      return new Page(status, template, model, live, more);
    }
  }

  /**
   * After a form: look there (303).
   *
   * @param to a path on the same host
   * @param notice the key of the words to show there once
   * @param cookies to set
   */
  record SeeOther(String to, Optional<String> notice, List<SetCookie> cookies) implements Answer {
    public SeeOther {
      cookies = List.copyOf(cookies);
    }

    /** The same, showing the words of {@code key} there once. */
    public SeeOther saying(String key) {
      return new SeeOther(to, Optional.of(key), cookies);
    }

    /** The same, setting or removing a cookie. */
    public SeeOther setting(SetCookie cookie) {
      return new SeeOther(to, notice, List.of(cookie));
    }
  }

  /**
   * Bytes of another kind than a page: a feed, a picture, an export.
   *
   * @param status of HTTP
   * @param type its media type
   * @param bytes the whole of it
   * @param headers beyond the usual ones
   */
  record Content(int status, String type, byte[] bytes, Map<String, String> headers)
      implements Answer {
    public Content {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * A file of any length that a script of ours asks for: nothing that a browser shows or keeps.
   *
   * @param file to be read to its end
   */
  record Stored(Path file) implements Answer {}

  /** No, and why, in words. */
  record Refusal(Problem problem) implements Answer {}

  static Page page(String template, Object model) {
    return new Page(200, template, model, Optional.empty(), Map.of());
  }

  static SeeOther seeOther(String path) {
    return new SeeOther(path, Optional.empty(), List.of());
  }

  static Content content(String type, byte[] bytes) {
    return new Content(200, type, bytes, Map.of());
  }

  static Refusal refuse(Problem problem) {
    return new Refusal(problem);
  }
}
