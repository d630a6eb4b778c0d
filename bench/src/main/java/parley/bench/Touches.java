package parley.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.Entrance;
import parley.e2e.browser.Chromium;
import parley.e2e.browser.VirtualAuthenticator;

/**
 * What the node takes for a signature by passkey, as Chromium sees it: from sending the assertion
 * to the answer. The ceremony itself, where a person would touch, is not in it.
 */
final class Touches implements Measurement {
  /** The form's own request; the page that it leads to is not counted. */
  private static final String ANSWERED =
      "(() => { const n = performance.getEntriesByType('navigation')[0];"
          + " return n.redirectEnd - n.redirectStart; })()";

  @Override
  public String name() {
    return "touch: signing in and consenting by passkey";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    try (Demo demo = Demo.start(scratch.resolve("data"));
        Chromium chromium = Chromium.plain();
        BrowserContext context = chromium.newContext()) {
      Entrance entrance = new Entrance(demo);
      Page anna = entrance.enter(context, Delegate.ANNA);
      VirtualAuthenticator.of(anna);
      makePasskey(demo, anna);
      String talk = presentTheChange(anna);
      Page maria = entrance.enter(context, Delegate.MARIA);
      maria.navigate(demo.at(Delegate.MARIA.host(), talk + "/credentials"));
      press(maria, "form[action$='/credentials'] button.primary");
      double[] consents = new double[repetitions];
      for (int i = 0; i < repetitions; i++) {
        propose(demo, maria, talk, i);
        consents[i] = consent(demo, anna, talk);
      }
      double[] signIns = new double[repetitions];
      for (int i = 0; i < repetitions; i++) {
        signIns[i] = signIn(demo, anna);
      }
      return List.of(
          new Figure("sign-in by passkey, from assertion to answer", "ms", of(signIns)),
          new Figure("consent by passkey, on the disk and acknowledged", "ms", of(consents)));
    }
  }

  private static Distribution of(double[] values) {
    return Distribution.of(values);
  }

  private static void makePasskey(Demo demo, Page anna) {
    anna.navigate(demo.at(Delegate.ANNA.host(), "/passkey"));
    press(anna, "form[data-passkey] button");
  }

  private static String presentTheChange(Page anna) {
    anna.locator("a.wordmark").click();
    anna.locator("a[href^='/talk/']").first().click();
    press(anna, "#change form[action$='/present'] button");
    return URI.create(anna.url()).getPath();
  }

  private static void press(Page page, String button) {
    page.locator(button).first().click();
    page.locator("main > .notice").first().waitFor();
  }

  private static void propose(Demo demo, Page maria, String talk, int number) {
    maria.navigate(demo.at(Delegate.MARIA.host(), talk + "/propose/item"));
    for (String language : List.of("en", "ru")) {
      maria.locator("#title-" + language).fill("Item " + number);
    }
    maria.locator("#minutes").fill("5");
    maria.locator("form.stack button.primary").click();
    press(maria, "button[value=sign]");
  }

  private static double consent(Demo demo, Page anna, String talk) {
    anna.navigate(demo.at(Delegate.ANNA.host(), talk));
    anna.locator("#moves a.primary[href*='/proposal/']").first().click();
    anna.locator("#consent button.primary").click();
    anna.waitForURL(address -> address.endsWith(talk));
    return answered(anna);
  }

  private static double signIn(Demo demo, Page anna) {
    anna.locator("form[action='/sign-out'] button").click();
    anna.navigate(demo.at(Delegate.ANNA.host(), "/sign-in"));
    anna.locator("form[data-passkey] button").click();
    anna.waitForURL(address -> !address.contains("/sign-in"));
    return answered(anna);
  }

  private static double answered(Page page) {
    return ((Number) page.evaluate(ANSWERED)).doubleValue();
  }
}
