package parley.node.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import parley.dossier.model.Digest;

/**
 * Styles, scripts, fonts: whatever lies in {@code static/} and in {@code assets/} (what the client
 * module builds) on the class path. Their address holds a digest over all of them, so a browser may
 * keep them for ever and relative addresses inside them work.
 */
public final class Assets implements Feature {
  private static final List<String> ROOTS = List.of("static", "assets");
  private static final String ICON = "/favicon.ico";
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "map", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webp", "image/webp",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8",
          "json", "application/json");

  private final Map<String, byte[]> files;
  private final String digest;
  private final ClientManifest client;

  private Assets(Map<String, byte[]> files) throws IOException {
    this.files = Map.copyOf(files);
    this.digest = digest(files);
    this.client = ClientManifest.of(files.get(ClientManifest.NAME));
  }

  /** Reads all assets of the class path into memory: they are few and small. */
  public static Assets load() {
    Map<String, byte[]> files = new TreeMap<>();
    try {
      for (String root : ROOTS) {
        for (URL url : Collections.list(Assets.class.getClassLoader().getResources(root))) {
          read(url.toURI(), files);
        }
      }
      return new Assets(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The address of an asset, such as {@code css/base.css}. */
  public String address(String name) {
    return "/static/" + digest + "/" + name;
  }

  /** Whether there is such an asset. */
  public boolean has(String name) {
    return files.containsKey(name);
  }

  /** What the client's build says it made. */
  public ClientManifest client() {
    return client;
  }

  /** Every asset's digest, by its path. */
  public SortedMap<String, Digest> digests() {
    SortedMap<String, Digest> digests = new TreeMap<>();
    files.forEach((name, bytes) -> digests.put(name, Digest.of(bytes)));
    return digests;
  }

  @Override
  public List<Route> routes() {
    String path = "/static/{digest}/<file>";
    Route.Handler handler = exchange -> answer(exchange.path("digest"), exchange.path("file"));
    Route.Handler icon = exchange -> icon();
    return List.of(
        new Route(Route.Method.GET, path, Site.CAST, Audience.ANYONE, handler),
        new Route(Route.Method.GET, path, Site.SEAT, Audience.ANYONE, handler),
        Route.press(path, request -> answer(request.path("digest"), request.path("file"))),
        new Route(Route.Method.GET, ICON, Site.CAST, Audience.ANYONE, icon),
        new Route(Route.Method.GET, ICON, Site.SEAT, Audience.ANYONE, icon),
        Route.press(ICON, request -> icon()));
  }

  /** Browsers ask for it where no page names an icon: a feed, a picture, a file. */
  private Answer icon() {
    return answer("", "favicon.svg");
  }

  private Answer answer(String askedDigest, String name) {
    Optional<byte[]> bytes = Optional.ofNullable(files.get(name));
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (bytes.isEmpty() || type == null) {
      return Answer.refuse(Problem.NOT_FOUND);
    }
    String caching =
        askedDigest.equals(digest) ? "public, max-age=31536000, immutable" : "no-cache";
    return new Answer.Content(200, type, bytes.get(), Map.of("Cache-Control", caching));
  }

  private static void read(URI root, Map<String, byte[]> files) throws IOException {
    if (root.getScheme().equals("jar")) {
      try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
        String inside = root.toString().substring(root.toString().indexOf("!/") + 1);
        read(jar.getPath(inside), files);
      }
    } else {
      read(Path.of(root), files);
    }
  }

  private static void read(Path root, Map<String, byte[]> files) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile).forEach(found::add);
    }
    for (Path each : found) {
      try (InputStream in = Files.newInputStream(each)) {
        files.put(root.relativize(each).toString(), in.readAllBytes());
      }
    }
  }

  private static String digest(Map<String, byte[]> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(files)
          .forEach(
              (name, bytes) -> {
                sha.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sha.update((byte) 0);
                sha.update(bytes);
              });
      return HexFormat.of().formatHex(sha.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
