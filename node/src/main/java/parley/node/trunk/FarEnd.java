package parley.node.trunk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import parley.dossier.model.Reason;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.relay.TrunkEnd;

/**
 * One end of a trunk as it is told to the other side: ports only. Media goes to where the line's
 * connection leads, so that no counterpart can make this node send to somebody else.
 *
 * @param channel what the other side puts on its datagrams
 * @param ports UDP ports of its relay, best first
 */
public record FarEnd(int channel, List<Integer> ports) {
  private static final int LEAST_CHANNEL = 0x4000;
  private static final int MOST_CHANNEL = 0x4FFF;
  private static final int MOST_PORTS = 4;
  private static final int MOST_PORT = 65_535;

  public FarEnd {
    ports = List.copyOf(ports);
    if (channel < LEAST_CHANNEL || channel > MOST_CHANNEL) {
      throw Reason.VALUE_INVALID.because("channel");
    }
    if (ports.isEmpty()
        || ports.size() > MOST_PORTS
        || ports.stream().anyMatch(port -> port < 1 || port > MOST_PORT)) {
      throw Reason.VALUE_INVALID.because("ports");
    }
  }

  public static FarEnd of(TrunkEnd own) {
    return new FarEnd(
        own.channel(),
        own.candidates().stream()
            .map(InetSocketAddress::getPort)
            .distinct()
            .limit(MOST_PORTS)
            .toList());
  }

  /** Where it is, for whoever has a line there. */
  public List<InetSocketAddress> at(InetAddress remote) {
    return ports.stream().map(port -> new InetSocketAddress(remote, port)).toList();
  }

  public Json json() {
    return Json.object()
        .put("channel", channel)
        .put("ports", new Json.Arr(ports.stream().map(port -> (Json) new Json.Int(port)).toList()))
        .build();
  }

  public static FarEnd read(Json json) {
    return Members.read(
        json,
        members ->
            new FarEnd(
                Math.toIntExact(Math.clamp(members.integer("channel"), 0, Short.MAX_VALUE)),
                members.list("ports", FarEnd::port)));
  }

  private static int port(Json json) {
    if (json instanceof Json.Int(long port) && port >= 0 && port <= MOST_PORT) {
      return (int) port;
    }
    throw Reason.VALUE_INVALID.because("port");
  }
}
