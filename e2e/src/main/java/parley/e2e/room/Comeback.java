package parley.e2e.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.StreamSupport;
import parley.e2e.Delegate;
import parley.e2e.browser.BrowserPage;

/** Notes in a page when pictures and sound of others come again after a break. */
public final class Comeback {
  private static final String WATCH =
      """
      (() => {
        if (window.comeback) return true;
        const seen = new Map(), first = new Map();
        const note = (person, kind, value) => {
          const key = person + ' ' + kind, before = seen.get(key);
          if (before !== undefined && value > 0 && value !== before && !first.has(key)) first.set(key, Date.now());
          seen.set(key, value);
        };
        const look = async () => {
          for (const [person, came] of Object.entries(await parleyRoom.arrivals())) {
            note(person, 'picture', came.framesDecoded);
            note(person, 'sound', came.audioPackets);
          }
          setTimeout(look, 30);
        };
        void look();
        window.comeback = {
          mark: () => { first.clear(); return true; },
          of: (person) => [first.get(person + ' picture') ?? 0, first.get(person + ' sound') ?? 0],
        };
        return true;
      })()
      """;

  private final BrowserPage page;
  private final Delegate whose;

  /** Watches in a page of the room for somebody else. */
  public Comeback(BrowserPage page, Delegate whose) {
    this.page = page;
    this.whose = whose;
    page.evaluate(WATCH);
  }

  /** What has come until now does not count. */
  public void mark() {
    page.evaluate("comeback.mark()");
  }

  /** When both had come again, in milliseconds since the epoch. */
  public long await(Duration limit) {
    JsonNode both =
        page.await(
            "picture and sound of " + whose,
            "comeback.of('" + whose.host() + "')",
            limit,
            seen -> seen.path(0).asLong() > 0 && seen.path(1).asLong() > 0);
    return StreamSupport.stream(both.spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .max()
        .orElseThrow();
  }
}
