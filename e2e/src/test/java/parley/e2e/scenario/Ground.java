package parley.e2e.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import parley.e2e.Demo;
import parley.e2e.network.Between;
import parley.e2e.network.Namespaces;
import parley.e2e.network.Place;

/** Where the scenario is played: both nodes, the place of each side, and what lies between. */
record Ground(
    Demo demo, Map<String, Place> places, Optional<Between> between, Optional<Namespaces> apart)
    implements AutoCloseable {
  private static final long SEED = 5;

  /** What sound and pictures have to stand on the way, each way. */
  private static final double LOSS = 0.02;

  private static final Duration DELAY = Duration.ofMillis(20);
  private static final Duration JITTER = Duration.ofMillis(20);

  /** Both sides in one network, which is perfect. */
  static Ground shared(Path folder) {
    return new Ground(
        Demo.start(folder.resolve("data")), Demo.HERE, Optional.empty(), Optional.empty());
  }

  /** Each side in a network of its own, and between them one that loses and delays. */
  static Ground apart(Path folder) {
    Namespaces apart = Namespaces.open(folder);
    AtomicReference<Between> between = new AtomicReference<>();
    try {
      Map<String, Place> places = Map.of(Demo.NORLAND, apart.one(), Demo.SUDRIA, apart.other());
      Demo demo =
          Demo.through(
              folder.resolve("data"),
              places,
              (norlands, sudrias) -> {
                between.set(apart.between(norlands, sudrias, SEED));
                return between.get();
              });
      Ground ground = new Ground(demo, places, Optional.of(between.get()), Optional.of(apart));
      ground.loses(true);
      return ground;
    } catch (RuntimeException notStarted) {
      Optional.ofNullable(between.get()).ifPresent(Between::close);
      apart.close();
      throw notStarted;
    }
  }

  boolean isApart() {
    return apart.isPresent();
  }

  Place of(String delegation) {
    return places.get(delegation);
  }

  /** Whether what lies between loses datagrams from now on; it always delays them. */
  void loses(boolean now) {
    between.ifPresent(line -> line.impair(now ? LOSS : 0, DELAY, JITTER));
  }

  @Override
  public void close() {
    try {
      demo.close();
    } finally {
      between.ifPresent(Between::close);
      apart.ifPresent(Namespaces::close);
    }
  }
}
