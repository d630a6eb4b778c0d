package parley.line.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.verify.References;
import parley.line.Parcel;

/** What fits into one message: texts that were missed, then entries with their texts. */
final class Load {
  /** So much in one message; more would keep a heartbeat waiting on a thin link. */
  static final int MOST_BYTES = 400 * 1024;

  private static final int MOST_ITEMS = 2_000;
  private static final int FRAME_BYTES = 512;

  private final List<Entry> entries = new ArrayList<>();
  private final SortedMap<Digest, Body> bodies = new TreeMap<>();
  private int bytes = FRAME_BYTES;

  private Load() {}

  /**
   * Takes what fits.
   *
   * @param missing entries to be sent, each after those it has seen
   * @param passing all entries that may be known there
   * @param here the texts that there are
   * @param wanted texts that are missed there; those that are taken are removed, and those that the
   *     entries refer to are added if they have to wait
   */
  static Load of(
      List<Entry> missing, List<Entry> passing, Map<Digest, Body> here, Set<Digest> wanted) {
    Load load = new Load();
    if (!wanted.isEmpty()) {
      SortedSet<Digest> referred = References.of(passing);
      for (Digest digest : new TreeSet<>(wanted)) {
        if (here.containsKey(digest) && referred.contains(digest)) {
          load.addBody(digest, here.get(digest), wanted);
        }
      }
    }
    for (Entry entry : missing) {
      if (!load.addEntry(entry)) {
        break;
      }
      Optional<Digest> text = References.of(entry.act());
      text.ifPresent(wanted::add);
      text.filter(here::containsKey)
          .ifPresent(digest -> load.addBody(digest, here.get(digest), wanted));
    }
    return load;
  }

  boolean isEmpty() {
    return entries.isEmpty() && bodies.isEmpty();
  }

  List<String> entries() {
    return entries.stream().map(Entry::jws).toList();
  }

  Set<Digest> hashes() {
    return entries.stream().map(Entry::hash).collect(Collectors.toSet());
  }

  SortedMap<Digest, Body> bodies() {
    return bodies;
  }

  private boolean addEntry(Entry entry) {
    boolean fits = fits(entry.jws().length() + 3);
    if (fits) {
      entries.add(entry);
    }
    return fits;
  }

  private void addBody(Digest digest, Body body, Set<Digest> wanted) {
    int size = MessageFormat.body(digest, body).text().getBytes(StandardCharsets.UTF_8).length + 1;
    boolean isPossible = size + FRAME_BYTES <= Parcel.MAX_BYTES;
    if (!isPossible || fits(size)) {
      wanted.remove(digest);
    }
    if (isPossible && !wanted.contains(digest)) {
      bodies.put(digest, body);
    }
  }

  /** One thing always fits, so that nothing is too large to be sent at all. */
  private boolean fits(int size) {
    boolean isFirst = entries.isEmpty() && bodies.isEmpty();
    boolean fits =
        isFirst || bytes + size <= MOST_BYTES && entries.size() + bodies.size() < MOST_ITEMS;
    if (fits) {
      bytes += size;
    }
    return fits;
  }
}
