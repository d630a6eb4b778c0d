package parley.node.talk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.node.web.Fault;

/** Those who are told of changes. */
final class Watchers {
  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

  private final List<Consumer<Snapshot>> all = new CopyOnWriteArrayList<>();

  void add(Consumer<Snapshot> watcher) {
    all.add(watcher);
  }

  /** What is written is written: a watcher that fails is our fault and undoes nothing. */
  void tell(Snapshot snapshot) {
    for (Consumer<Snapshot> watcher : all) {
      try {
        watcher.accept(snapshot);
      } catch (RuntimeException fault) {
        LOG.error("somebody could not be told of a change: {}", Fault.describe(fault));
      }
    }
  }
}
