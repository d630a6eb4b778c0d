package parley.node.web;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import parley.node.people.DelegateId;

/**
 * The host names of this node: reads them from requests and writes them into links. A name that is
 * not ours is refused, which also stops a foreign site that rebinds its name to our address.
 */
public final class Addresses {
  private static final String PRESS = "press";

  private final String domain;
  private final IntSupplier port;

  /**
   * @param domain below which all host names lie, such as {@code localhost}
   * @param port on which browsers reach us; asked for late, since a test's port is known only once
   *     bound
   */
  public Addresses(String domain, IntSupplier port) {
    this.domain = domain;
    this.port = port;
  }

  /** The place that a {@code Host} header names, if it is one of ours. */
  public Optional<Place> place(String hostHeader) {
    String suffix = ":" + port.getAsInt();
    if (!hostHeader.endsWith(suffix)) {
      return Optional.empty();
    }
    String host =
        hostHeader.substring(0, hostHeader.length() - suffix.length()).toLowerCase(Locale.ROOT);
    if (host.equals(domain)) {
      return Optional.of(new Place.Cast());
    }
    if (!host.endsWith("." + domain)) {
      return Optional.empty();
    }
    String[] labels = host.substring(0, host.length() - domain.length() - 1).split("\\.", -1);
    if (labels.length != 2 || !DelegateId.isLabel(labels[0]) || !DelegateId.isLabel(labels[1])) {
      return Optional.empty();
    }
    return Optional.of(
        labels[0].equals(PRESS)
            ? new Place.PressRoom(labels[1])
            : new Place.Seat(new DelegateId(labels[1], labels[0])));
  }

  /** The origin of a place: {@code http://anna.norland.localhost:8080}. */
  public String origin(Place place) {
    return switch (place) {
      case Place.Cast() -> origin("");
      case Place.Seat(DelegateId delegate) -> origin(delegate + ".");
      case Place.PressRoom(String delegation) -> origin(PRESS + "." + delegation + ".");
    };
  }

  private String origin(String prefix) {
    return "http://" + prefix + domain + ":" + port.getAsInt();
  }
}
