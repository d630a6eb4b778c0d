package parley.node.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import parley.dossier.model.DelegationId;
import parley.dossier.state.DelegationState;
import parley.line.Line;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.LineListener;
import parley.line.Parcel;
import parley.node.press.joint.Elsewhere;
import parley.node.press.joint.PressPlace;
import parley.node.talk.Snapshot;

/**
 * Tells each counterpart, when a line begins, where our press room is, and keeps what it tells:
 * {@code {"press":"http://…"}} on the channel {@code press}. Any thread.
 */
public final class PressLines implements LineListener, Elsewhere {
  private static final String CHANNEL = "press";
  private static final int LONGEST = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeLines lines;
  private final UnaryOperator<String> origins;
  private final Map<LineId, URI> told = new ConcurrentHashMap<>();
  private final Map<LineId, InetAddress> hosts = new ConcurrentHashMap<>();

  /**
   * @param origins the address of a delegation's press room
   */
  public PressLines(NodeLines lines, UnaryOperator<String> origins) {
    this.lines = lines;
    this.origins = origins;
    lines.lines().ifPresent(all -> all.listen(CHANNEL, this));
  }

  @Override
  public void began(Line line) {
    lines
        .counterpart(line.id())
        .map(counterpart -> origins.apply(counterpart.delegation()))
        .map(origin -> JSON.createObjectNode().put(CHANNEL, origin).toString())
        .ifPresent(text -> line.send(new Parcel(CHANNEL, text)));
  }

  @Override
  public void connected(Line line, LineKeying keying) {
    hosts.put(line.id(), keying.remote());
  }

  @Override
  public void received(Line line, Parcel parcel) {
    address(parcel.text())
        .ifPresentOrElse(
            address -> told.put(line.id(), address),
            () -> note(line.id(), LineIncident.Kind.MALFORMED, Instant.now(), "press address"));
  }

  @Override
  public Map<DelegationId, PressPlace> rooms(String delegation, Snapshot talk) {
    Map<DelegationId, PressPlace> rooms = new HashMap<>();
    for (DelegationState side : talk.state().delegations()) {
      line(delegation, side)
          .filter(told::containsKey)
          .ifPresent(
              id ->
                  rooms.put(
                      side.id(),
                      new PressPlace(
                          told.get(id),
                          Optional.ofNullable(hosts.get(id)).map(Set::of).orElse(Set.of()))));
    }
    return rooms;
  }

  @Override
  public void early(String delegation, Snapshot talk, DelegationId side, Instant at) {
    talk.state()
        .delegation(side)
        .flatMap(found -> line(delegation, found))
        .ifPresent(id -> note(id, LineIncident.Kind.EARLY_PUBLICATION, at, "a joint statement"));
  }

  private Optional<LineId> line(String delegation, DelegationState side) {
    return lines.counterparts().find(delegation, side.presented().lineKey()).map(lines::id);
  }

  private void note(LineId id, LineIncident.Kind kind, Instant at, String detail) {
    lines
        .history()
        .incident(
            new LineIncident(
                kind, at, Optional.of(id), Optional.ofNullable(hosts.get(id)), detail));
  }

  private static Optional<URI> address(String text) {
    try {
      String address = JSON.readTree(text).path(CHANNEL).asText();
      return address.isEmpty() || address.length() > LONGEST
          ? Optional.empty()
          : Optional.of(URI.create(address)).filter(uri -> uri.getHost() != null);
    } catch (JsonProcessingException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
