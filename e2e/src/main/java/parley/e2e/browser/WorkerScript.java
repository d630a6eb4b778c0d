package parley.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;

/** What a browser runs as the worker that keeps the room's keys: a node can serve what it likes. */
public enum WorkerScript {
  /** The room's own. */
  AS_SERVED {
    @Override
    String of(String served) {
      return served;
    }
  },
  /** The room's own, and before it a script that tells the page every media key. */
  LEAKING {
    @Override
    String of(String served) {
      return Resource.text("/browser/leak.js") + served;
    }
  },
  /**
   * One with no leaf in the group, which seals nothing and opens nothing but by keys it was told.
   */
  WIRETAP {
    @Override
    String of(String served) {
      return Resource.text("/browser/wiretap-worker.js");
    }
  };

  /** The script that takes the place of the one served. */
  abstract String of(String served);

  /** Every page of this context runs it, and has {@code parleyTap}. */
  void into(BrowserContext context) {
    context.addInitScript(Resource.text("/browser/tap.js"));
    if (this != AS_SERVED) {
      String script = of(Resource.text("/assets/room-worker.js"));
      context.route("**/room-worker.js", route -> route.fulfill(answer(script)));
    }
  }

  private static Route.FulfillOptions answer(String script) {
    return new Route.FulfillOptions().setContentType("text/javascript").setBody(script);
  }
}
