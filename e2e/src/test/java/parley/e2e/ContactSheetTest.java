package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.browser.Chromium;

/** Every page, narrow and wide, light and dark, on one sheet for the eye: target/contact-sheet. */
@Timeout(600)
class ContactSheetTest {
  private static final Path SHEET = Path.of("target", "contact-sheet");

  private record Look(String name, int width, int height, ColorScheme scheme) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look("wide-light", 1280, 860, ColorScheme.LIGHT),
          new Look("wide-dark", 1280, 860, ColorScheme.DARK),
          new Look("narrow-light", 390, 844, ColorScheme.LIGHT),
          new Look("narrow-dark", 390, 844, ColorScheme.DARK));

  @TempDir Path data;
  private Demo demo;

  @Test
  void everyPageIsPhotographedAndNoneScrollsSideways() throws Exception {
    Files.createDirectories(SHEET);
    demo = Demo.start(data);
    List<String> tooWide = new ArrayList<>();
    try (Chromium chromium = Chromium.withAnyCamera()) {
      Map<String, String> pages;
      try (BrowserContext everybody = chromium.newContext()) {
        pages = pages(everybody);
        Page page = everybody.newPage();
        pages.forEach((name, url) -> photograph(page, name, url, tooWide));
      }
      write(chromium, pages);
    } finally {
      demo.close();
    }
    assertThat(tooWide).as("pages that scroll sideways").isEmpty();
  }

  /** What there is to see, each by the address at which it is seen. */
  private Map<String, String> pages(BrowserContext context) {
    Map<String, String> pages = new LinkedHashMap<>();
    Entrance entrance = new Entrance(demo);
    pages.put("cast", demo.cast(Demo.NORLAND).toString());
    pages.put("sign-in", entrance.link(Delegate.TOM));
    Page anna = entrance.enter(context, Delegate.ANNA);
    Page maria = entrance.enter(context, Delegate.MARIA);
    Page pavel = entrance.enter(context, Delegate.PAVEL);
    pages.put("talks", demo.at(Delegate.ANNA.host(), "/"));
    pages.put("convene", demo.at(Delegate.ANNA.host(), "/convene"));
    anna.navigate(demo.at(Delegate.ANNA.host(), "/"));
    String talk = anna.locator("main a[href^='/talk/']").first().getAttribute("href");
    pages.put("talk", demo.at(Delegate.ANNA.host(), talk));
    pages.put("talk-ru", demo.at(Delegate.MARIA.host(), talk));
    for (String part : List.of("credentials", "record")) {
      pages.put(part, demo.at(Delegate.ANNA.host(), talk + "/" + part));
    }
    for (String kind : List.of("time", "item", "format", "participants", "disclosure")) {
      pages.put("propose-" + kind, demo.at(Delegate.ANNA.host(), talk + "/propose/" + kind));
    }
    firstLink(maria, demo.at(Delegate.MARIA.host(), talk), "a[href*='/proposal/']")
        .ifPresent(url -> pages.put("proposal-ru", url));
    firstLink(anna, demo.at(Delegate.ANNA.host(), talk), "a[href*='/proposal/']")
        .ifPresent(url -> pages.put("proposal", url));
    pages.put("room", demo.at(Delegate.ANNA.host(), talk.replaceFirst("/talk/", "/room/")));
    String desk = talk.replaceFirst("/talk/", "/press/");
    pages.put("press-desk", demo.at(Delegate.PAVEL.host(), desk));
    pavel.navigate(demo.at(Delegate.PAVEL.host(), desk));
    pavel.locator("button[name=kind]").first().click();
    pages.put("press-draft", pavel.url());
    pages.put("press-check", pavel.url() + "/check");
    String room = demo.at("press.sudria", "/");
    pages.put("press-room", room);
    firstLink(pavel, room, "main a[href*='/statement'], article a")
        .ifPresent(url -> pages.put("statement", url));
    pages.put("not-found", demo.at(Delegate.ANNA.host(), "/talk/none"));
    return pages;
  }

  private static Optional<String> firstLink(Page page, String url, String selector) {
    page.navigate(url);
    var links = page.locator(selector);
    return links.count() == 0
        ? Optional.empty()
        : Optional.of(links.first().evaluate("link => link.href").toString());
  }

  private static void photograph(Page page, String name, String url, List<String> tooWide) {
    page.navigate(url);
    page.evaluate("document.fonts.ready");
    for (Look look : LOOKS) {
      page.setViewportSize(look.width, look.height);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme));
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(SHEET.resolve(name + "-" + look.name + ".png"))
              .setFullPage(true));
      if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")) {
        tooWide.add(name + " " + look.name);
      }
    }
  }

  private static void write(Chromium chromium, Map<String, String> pages) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String name : new TreeSet<>(pages.keySet())) {
      rows.append("<h2>").append(name).append("</h2><div>");
      for (Look look : LOOKS) {
        rows.append(
            "<a href='%1$s'><img src='%1$s'></a>".formatted(name + "-" + look.name + ".png"));
      }
      rows.append("</div>\n");
    }
    Path index = SHEET.resolve("index.html").toAbsolutePath();
    Files.writeString(
        index,
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Parley: contact sheet</title>
        <style>
          body { font: 15px system-ui; margin: 1.5rem; background: #888 } div { display: flex; gap: 1rem; align-items: start }
          img { width: 300px; border: 1px solid #444 } a:nth-child(n + 3) img { width: 130px }
        </style>
        %s</html>
        """
            .formatted(rows));
    try (BrowserContext context =
        chromium.newContext(new NewContextOptions().setViewportSize(1000, 900))) {
      Page sheet = context.newPage();
      sheet.navigate(index.toUri().toString());
      sheet.screenshot(
          new Page.ScreenshotOptions().setPath(SHEET.resolve("sheet.png")).setFullPage(true));
    }
  }
}
