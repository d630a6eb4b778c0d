package parley.node;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import parley.dossier.model.Reason;
import parley.line.LineAddress;
import parley.line.LineSettings;
import parley.node.room.MediaAddresses;

/** Reads what an operator says of lines. */
final class LineOptions {
  private static final String ANY_PORT = ":0";

  private LineOptions() {}

  /**
   * How the node takes part in lines; empty if it was not told to.
   *
   * @param line where to listen; port 0 takes any that is free
   * @param announce where others reach it; empty for the same
   * @throws parley.dossier.model.Refusal if one of them is no address
   */
  static Optional<LineSettings> read(Optional<String> line, List<String> announce) {
    List<LineAddress> announced = announce.stream().map(LineAddress::of).toList();
    if (announced.size() > LineAddress.MAX || (line.isEmpty() && !announced.isEmpty())) {
      throw Reason.VALUE_INVALID.because("announce");
    }
    return line.map(text -> new LineSettings(listening(text), announced));
  }

  /**
   * Where media reach the node.
   *
   * @param port UDP port to listen on, 0 for any
   * @param announce where media of other nodes reach it; empty for this machine's addresses
   * @throws parley.dossier.model.Refusal if one of them is no address
   */
  static MediaAddresses media(int port, List<String> announce) {
    List<InetSocketAddress> announced = announce.stream().map(LineOptions::resolved).toList();
    if (port < 0 || port > 65_535 || announced.size() > MediaAddresses.MAX) {
      throw Reason.VALUE_INVALID.because("media");
    }
    return new MediaAddresses(port, announced);
  }

  private static InetSocketAddress resolved(String text) {
    LineAddress address = LineAddress.of(text);
    InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
    if (resolved.isUnresolved()) {
      throw Reason.VALUE_INVALID.because("unknown host");
    }
    return resolved;
  }

  private static InetSocketAddress listening(String text) {
    boolean isAny = text.endsWith(ANY_PORT);
    LineAddress address =
        LineAddress.of(isAny ? text.substring(0, text.length() - ANY_PORT.length()) + ":1" : text);
    InetSocketAddress listen = new InetSocketAddress(address.host(), isAny ? 0 : address.port());
    if (listen.isUnresolved()) {
      throw Reason.VALUE_INVALID.because("unknown host");
    }
    return listen;
  }
}
