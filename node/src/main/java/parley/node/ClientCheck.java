package parley.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.dossier.model.Digest;
import parley.node.web.Assets;
import parley.node.web.ClientManifest;

/**
 * What a node gives to browsers, beside what was built here.
 *
 * @param client the node's own word on it, which proves nothing
 * @param compared how many files
 */
record ClientCheck(ClientManifest client, int compared, List<ClientCheck.Difference> differences) {
  private static final String MANIFEST = "manifest.json";
  private static final List<String> PAGES = List.of("/", "/sign-in");
  private static final Pattern SCRIPT =
      Pattern.compile("<script\\b([^>]*)>(.*?)</script", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern STYLE =
      Pattern.compile("<link\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
  private static final Pattern OURS = Pattern.compile("/static/([0-9a-f]+)/(.+)");

  /** How something is not as it was built here. */
  enum Kind {
    ALTERED,
    ABSENT,
    /** It serves a file that no build of these sources has. */
    ADDED,
    /** A page loads what no build of these sources has. */
    FOREIGN,
    /** A page holds a script. */
    INLINE
  }

  /** Something that is not as it was built here. */
  record Difference(Kind kind, String name) {}

  /** An answer of HTTP. */
  record Reply(int status, byte[] body) {
    private static final int OK = 200;

    /** What was asked for, if it is there. */
    Optional<byte[]> file() {
      return status == OK ? Optional.of(body) : Optional.empty();
    }
  }

  /** The node that is asked; redirects are not followed. */
  @FunctionalInterface
  interface Node {
    /** Gets what is at {@code path}. */
    Reply get(String path) throws IOException;
  }

  /** It answers, but is no node of Parley. */
  static final class NoParley extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Compares all that {@code node} serves and names with {@code own}. */
  static ClientCheck of(Assets own, Node node) throws IOException, NoParley {
    List<Difference> differences = new ArrayList<>();
    SortedSet<String> folders = new TreeSet<>();
    SortedMap<String, Digest> built = own.digests();
    for (String path : PAGES) {
      String page = new String(node.get(path).body(), StandardCharsets.UTF_8);
      for (String loaded : loaded(path, page, differences)) {
        Matcher ours = OURS.matcher(loaded);
        if (!ours.matches() || !built.containsKey(ours.group(2))) {
          differences.add(new Difference(Kind.FOREIGN, path + ": " + loaded));
        } else {
          folders.add("/static/" + ours.group(1) + "/");
        }
      }
    }
    if (folders.isEmpty()) {
      throw new NoParley();
    }
    ClientManifest theirs = manifest(node, folders.first());
    SortedSet<String> names = new TreeSet<>(built.keySet());
    names.addAll(theirs.files().keySet());
    for (String folder : folders) {
      for (String name : names) {
        compare(Optional.ofNullable(built.get(name)), node.get(folder + name).file(), name)
            .filter(found -> !differences.contains(found))
            .ifPresent(differences::add);
      }
    }
    return new ClientCheck(theirs, names.size(), List.copyOf(differences));
  }

  private static ClientManifest manifest(Node node, String folder) throws NoParley, IOException {
    try {
      return ClientManifest.of(node.get(folder + MANIFEST).file().orElseThrow(NoParley::new));
    } catch (JsonProcessingException e) {
      throw new NoParley();
    }
  }

  private static Optional<Difference> compare(
      Optional<Digest> built, Optional<byte[]> served, String name) {
    Kind kind = built.isEmpty() ? Kind.ADDED : served.isEmpty() ? Kind.ABSENT : Kind.ALTERED;
    return served.map(Digest::of).equals(built)
        ? Optional.empty()
        : Optional.of(new Difference(kind, name));
  }

  /** What a page loads; what it brings along goes to {@code differences}. */
  private static List<String> loaded(String path, String page, List<Difference> differences) {
    List<String> loaded = new ArrayList<>();
    for (MatchResult script : SCRIPT.matcher(page).results().toList()) {
      Optional<String> source = attribute(script.group(1), "src");
      source.ifPresent(loaded::add);
      boolean data = attribute(script.group(1), "type").equals(Optional.of("application/json"));
      if (!data && !script.group(2).isBlank() || !data && source.isEmpty()) {
        differences.add(new Difference(Kind.INLINE, path));
      }
    }
    for (MatchResult link : STYLE.matcher(page).results().toList()) {
      if (attribute(link.group(1), "rel").equals(Optional.of("stylesheet"))) {
        attribute(link.group(1), "href").ifPresent(loaded::add);
      }
    }
    return loaded;
  }

  private static Optional<String> attribute(String tag, String name) {
    Matcher found = Pattern.compile("\\b" + name + "\\s*=\\s*[\"']?([^\"'\\s>]+)").matcher(tag);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
