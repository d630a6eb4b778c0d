package parley.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** One page in a real browser, as far as the room's tests need it. */
public interface BrowserPage extends AutoCloseable {
  /** Goes to an address and returns when the page has loaded. */
  void open(String address);

  /** The value of a JavaScript expression; a promise is awaited. It must be JSON. */
  JsonNode evaluate(String expression);

  /** Closes the page and its browser. */
  @Override
  void close();

  /** Lets {@code measure.js} begin with what {@link #received} will tell. */
  default void beginMeasuring() {
    evaluate("parleyMeasure.begin()");
  }

  /** What {@code measure.js} sees of the remote pictures and hears of the remote sounds. */
  default JsonNode received() {
    return evaluate("parleyMeasure.received()");
  }

  /** Nothing while the page is on its way to another address. */
  private Optional<JsonNode> tryEvaluate(String expression) {
    try {
      return Optional.of(evaluate(expression));
    } catch (PlaywrightException | IllegalStateException underWay) {
      return Optional.empty();
    }
  }

  /** Evaluates again and again until the value satisfies, and fails with the last one seen. */
  default JsonNode await(
      String what, String expression, Duration limit, Predicate<JsonNode> enough) {
    return Waiting.until(
            what, limit, () -> tryEvaluate(expression), seen -> seen.filter(enough).isPresent())
        .orElseThrow();
  }
}
