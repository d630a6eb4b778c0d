package parley.node.press.site;

import java.nio.charset.StandardCharsets;
import parley.node.people.People;
import parley.node.web.Answer;
import parley.node.web.PublicRequest;

/**
 * What must not be written: a public handler that looks past the public projection. The build's
 * check must find it.
 */
public record LeakingPages(People people) {
  /** Tells the public how many delegates a side has. */
  public Answer count(PublicRequest request) {
    return Answer.content(
        "text/plain",
        String.valueOf(people.of(request.delegation()).size()).getBytes(StandardCharsets.UTF_8));
  }
}
