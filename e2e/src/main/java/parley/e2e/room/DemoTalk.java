package parley.e2e.room;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.Chromium;

/** Finds the talk that the demo has under way, as a delegate does: on her first page. */
public final class DemoTalk {
  private static final Pattern ID = Pattern.compile("/talk/([A-Za-z0-9_-]+)");

  private DemoTalk() {}

  public static String of(Demo demo) {
    try (Chromium chromium = Chromium.plain()) {
      return of(demo, chromium);
    }
  }

  /** The same in a browser that is there already: starting one costs seconds. */
  public static String of(Demo demo, Chromium chromium) {
    try (BrowserContext context = chromium.newContext()) {
      Page anna = new Entrance(demo).enter(context, Delegate.ANNA);
      anna.navigate(demo.at(Delegate.ANNA.host(), "/"));
      String link = anna.locator("main a[href^='/talk/']").first().getAttribute("href");
      Matcher id = ID.matcher(link);
      if (!id.find()) {
        throw new IllegalStateException("no talk in " + link);
      }
      return id.group(1);
    }
  }
}
