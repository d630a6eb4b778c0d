package parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.e2e.browser.BrowserPage;

/** How a test becomes one of the demo's people, as a visitor of the cast page does. */
public final class Entrance {
  /** The button of the page that a sign-in link opens, in any language. */
  public static final String SIGN_IN = "form[action='/sign-in'] button";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Demo demo;

  public Entrance(Demo demo) {
    this.demo = demo;
  }

  /**
   * Opens the cast page of her side, presses Enter on her card and signs in, unless she is; her own
   * first page.
   */
  public Page enter(BrowserContext context, Delegate who) {
    Page page = context.newPage();
    page.navigate(demo.cast(who.delegation()).toString());
    page.locator(card(who)).first().click();
    page.waitForURL(address -> address.contains("//" + who.host() + ".localhost"));
    if (page.url().contains("/enter")) {
      page.locator(SIGN_IN).click();
      page.waitForURL(Entrance::isInside);
    }
    return page;
  }

  private static String card(Delegate who) {
    return "a[href*='//" + who.host() + ".localhost']";
  }

  /** Opens her sign-in link and signs in, unless she is; her own first page. */
  public void enter(BrowserPage page, Delegate who) {
    page.open(demo.cast(who.delegation()).toString());
    page.open(page.evaluate("document.querySelector(\"" + card(who) + "\").href").asText());
    String form = "document.querySelector(\"" + SIGN_IN + "\")";
    JsonNode way =
        page.await(
            "the form that signs in " + who + ", unless she is",
            form + " ? 'form' : location.pathname",
            PATIENCE,
            seen -> isInside(seen.asText()));
    if (way.asText().equals("form")) {
      page.evaluate("void " + form + ".click()");
    }
    page.await(
        "signing in as " + who, "location.pathname", PATIENCE, path -> isInside(path.asText()));
  }

  /** Whether the page of an address is one of a person who is signed in. */
  public static boolean isInside(String address) {
    return !address.contains("/enter") && !address.contains("/sign-in");
  }

  /** The sign-in link that stands on her card, for a browser that is driven otherwise. */
  public String link(Delegate who) {
    Pattern link =
        Pattern.compile("http://" + Pattern.quote(who.host()) + "\\.localhost:\\d+/enter#[^\"]+");
    Matcher found = link.matcher(castPage(who));
    if (!found.find()) {
      throw new IllegalStateException("the cast page has no link for " + who);
    }
    return found.group();
  }

  private String castPage(Delegate who) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(demo.cast(who.delegation()).toString())).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
