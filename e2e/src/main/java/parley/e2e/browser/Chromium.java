package parley.e2e.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import parley.e2e.capture.Seat;
import parley.e2e.network.Place;

/** Debian's Chromium, headless, driven by Playwright. All of them belong to one thread. */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> QUIET =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--mute-audio",
          "--autoplay-policy=no-user-gesture-required",
          "--disable-background-timer-throttling",
          "--disable-backgrounding-occluded-windows",
          "--disable-renderer-backgrounding");

  /** What a page without a graphics card paints costs most of its time. */
  private static final int SMALL_WIDTH = 640;

  private static final int SMALL_HEIGHT = 400;

  /** A loaded machine of two cores is slow, not wrong. */
  private static final double PATIENCE_MILLIS = 90_000;

  /** A switch that means nothing to the browser, by which its process is found. */
  private final String mark = "--parley-browser=" + UUID.randomUUID();

  private final Browser browser;

  /** The driver: unpacking and starting it takes seconds, so that one serves the whole process. */
  private static final class Driver {
    static final Playwright SHARED =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

    static {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(SHARED::close));
    }

    private Driver() {}
  }

  private Chromium(List<String> given, Place place) {
    List<String> arguments = new ArrayList<>(given);
    arguments.add(mark);
    browser =
        Driver.SHARED
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(place.program(executable()))
                    .setHeadless(true)
                    .setArgs(arguments));
  }

  /** A browser without camera or microphone. */
  public static Chromium plain() {
    return new Chromium(QUIET, Place.HERE);
  }

  /** A browser with Chromium's own fake camera and microphone; permission is granted. */
  public static Chromium withAnyCamera() {
    return withAnyCamera(Place.HERE);
  }

  /** The same in some place. */
  public static Chromium withAnyCamera(Place place) {
    List<String> arguments = new ArrayList<>(QUIET);
    arguments.add("--use-fake-device-for-media-stream");
    arguments.add("--use-fake-ui-for-media-stream");
    return new Chromium(arguments, place);
  }

  /** A browser that has a camera and a microphone and refuses them to every page. */
  public static Chromium thatRefuses() {
    List<String> arguments = new ArrayList<>(QUIET);
    arguments.add("--use-fake-device-for-media-stream");
    arguments.add("--deny-permission-prompts");
    return new Chromium(arguments, Place.HERE);
  }

  /** A browser whose camera and microphone carry a seat's number and tone. */
  public static Chromium ofSeat(Seat seat, Path folder) {
    List<String> arguments = new ArrayList<>(QUIET);
    arguments.add("--use-fake-device-for-media-stream");
    arguments.add("--use-fake-ui-for-media-stream");
    arguments.add("--use-file-for-fake-video-capture=" + folder.resolve(seat.number() + ".y4m"));
    arguments.add("--use-file-for-fake-audio-capture=" + folder.resolve(seat.number() + ".wav"));
    return new Chromium(arguments, Place.HERE);
  }

  /** Its first process, of which the others descend. Linux alone. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.current()
        .descendants()
        .filter(each -> commandLine(each).contains(mark))
        .findFirst();
  }

  /** All of it: what the JDK tells ends after a page of memory. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  private static Path executable() {
    return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium in /usr/bin"));
  }

  /** A context of its own: separate cookies, and the measuring script in every page. */
  public BrowserContext newContext(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.addInitScript(Resource.text("/browser/measure.js"));
    return context;
  }

  public BrowserContext newContext() {
    return newContext(new Browser.NewContextOptions());
  }

  private BrowserContext smallContext() {
    return newContext(new Browser.NewContextOptions().setViewportSize(SMALL_WIDTH, SMALL_HEIGHT));
  }

  /** A page whose {@code close} closes the whole browser. */
  public BrowserPage onlyPage() {
    return new ChromiumPage(smallContext().newPage(), this::close);
  }

  /** One of several people in this browser, each with cookies and keys of her own. */
  public BrowserPage page(WorkerScript worker) {
    BrowserContext context = smallContext();
    worker.into(context);
    return new ChromiumPage(context.newPage(), context::close);
  }

  /** One of several seats in this browser: a drawn camera and a made tone of its own. */
  public BrowserPage pageOf(Seat seat, int width, int height) {
    BrowserContext context = smallContext();
    context.addInitScript(DrawnCapture.script(seat, width, height));
    return new ChromiumPage(context.newPage(), context::close);
  }

  /** One more page of a context, with a drawn camera and a made tone. */
  public static BrowserPage pageOf(BrowserContext context, Seat seat, int width, int height) {
    Page page = context.newPage();
    page.setViewportSize(SMALL_WIDTH, SMALL_HEIGHT);
    page.addInitScript(DrawnCapture.script(seat, width, height));
    return new ChromiumPage(page, page::close);
  }

  /** As {@link #pageOf(Seat, int, int)}, with another worker in the room's page. */
  public BrowserPage pageOf(Seat seat, int width, int height, WorkerScript worker) {
    BrowserContext context = smallContext();
    context.addInitScript(DrawnCapture.script(seat, width, height));
    worker.into(context);
    return new ChromiumPage(context.newPage(), context::close);
  }

  @Override
  public void close() {
    browser.close();
  }

  /** The value of a JavaScript expression in a page; a promise is awaited. */
  public static JsonNode evaluate(Page page, String expression) {
    Object text =
        page.evaluate("async () => JSON.stringify(await (%s)) ?? 'null'".formatted(expression));
    try {
      return JSON.readTree((String) text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private record ChromiumPage(Page page, Runnable ending) implements BrowserPage {
    @Override
    public void open(String address) {
      page.navigate(address);
    }

    @Override
    public JsonNode evaluate(String expression) {
      return Chromium.evaluate(page, expression);
    }

    @Override
    public void close() {
      ending.run();
    }
  }
}
