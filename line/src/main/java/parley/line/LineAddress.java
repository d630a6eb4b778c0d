package parley.line;

import java.util.regex.Pattern;
import parley.dossier.model.Reason;

/** Where a node listens for lines: a host name, an IPv4 address or an IPv6 address, and a port. */
public record LineAddress(String host, int port) {
  /** Most addresses that one node announces. */
  public static final int MAX = 4;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  public LineAddress {
    if (!NAME.matcher(host).matches() && !(host.contains(":") && IPV6.matcher(host).matches())) {
      throw Reason.VALUE_INVALID.because("host");
    }
    if (port < 1 || port > 65_535) {
      throw Reason.VALUE_INVALID.because("port");
    }
  }

  /** Reads {@code host:port}; an IPv6 address stands in brackets. */
  public static LineAddress of(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("[1-9][0-9]{0,4}")) {
      throw Reason.VALUE_INVALID.because("host:port expected");
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed != host.contains(":")) {
      throw Reason.VALUE_INVALID.because("an IPv6 address stands in brackets");
    }
    return new LineAddress(
        bracketed ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
