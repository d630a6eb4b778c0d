package parley.relay.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Writes down what a transport-wide feedback says. */
final class ArrivalLog implements TransportFeedback.Visitor {
  final TreeMap<Integer, Long> received = new TreeMap<>();
  final List<Integer> lost = new ArrayList<>();

  @Override
  public void onReceived(int sequenceNumber, long arrivalNanos) {
    received.put(sequenceNumber, arrivalNanos);
  }

  @Override
  public void onLost(int sequenceNumber) {
    lost.add(sequenceNumber);
  }
}
