package parley.relay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import parley.relay.wire.ChannelData;

/** Which channel numbers of a relay are taken. Any thread. */
final class ChannelNumbers {
  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();

  /** Takes a number that is free, at random. */
  int take(RandomGenerator random) {
    int first = random.nextInt(ChannelData.COUNT);
    for (int i = 0; i < ChannelData.COUNT; i++) {
      int channel = ChannelData.FIRST + (first + i) % ChannelData.COUNT;
      if (taken.add(channel)) {
        return channel;
      }
    }
    throw new IllegalStateException("every channel number is taken");
  }

  void release(int channel) {
    taken.remove(channel);
  }
}
