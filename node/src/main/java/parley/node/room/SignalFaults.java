package parley.node.room;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what was refused since the start, by reason. Any thread. */
final class SignalFaults {
  private final Map<SignalFault, LongAdder> counts = new EnumMap<>(SignalFault.class);

  SignalFaults() {
    for (SignalFault fault : SignalFault.values()) {
      counts.put(fault, new LongAdder());
    }
  }

  void count(SignalFault fault) {
    counts.get(fault).increment();
  }

  long of(SignalFault fault) {
    return counts.get(fault).sum();
  }
}
