package parley.e2e.frames;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import parley.e2e.browser.BrowserPage;
import parley.e2e.browser.Waiting;
import parley.relay.CertificateFingerprint;
import parley.relay.Codecs;
import parley.relay.HeaderExtensions;
import parley.relay.IceCredentials;
import parley.relay.JoinParameters;
import parley.relay.JoinReply;
import parley.relay.MediaKind;
import parley.relay.PeerEvent;
import parley.relay.PeerId;
import parley.relay.PictureSize;
import parley.relay.Room;
import parley.relay.TrackAllotment;
import parley.relay.TrackId;
import parley.relay.TrackOffer;

/** One browser at the page {@code layers.html}, with its signalling to the relay done here. */
final class End implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final BrowserPage page;
  private final Room room;
  private final BlockingQueue<PeerEvent> events = new LinkedBlockingQueue<>();
  private Optional<TrackId> camera = Optional.empty();

  End(String name, BrowserPage page, Room room) {
    this.name = name;
    this.page = page;
    this.room = room;
  }

  String name() {
    return name;
  }

  /** Joins; the browser is told to find the relay where {@code detour} says. */
  void join(String site, UnaryOperator<InetSocketAddress> detour) throws InterruptedException {
    page.open(site);
    page.await("the page", "Boolean(window.layers)", PATIENCE, JsonNode::asBoolean);
    room.join(parametersOf(page.evaluate("layers.offer()")), events::add);
    JoinReply reply = ((PeerEvent.Joined) nextOf(PeerEvent.Joined.class)).reply();
    InetSocketAddress address = detour.apply(reply.candidates().getFirst());
    ObjectNode relay = JSON.createObjectNode();
    ObjectNode ice = relay.putObject("ice");
    ice.put("ufrag", reply.ice().ufrag()).put("pwd", reply.ice().pwd());
    ice.putArray("candidates")
        .addObject()
        .put("ip", address.getAddress().getHostAddress())
        .put("port", address.getPort());
    relay.putObject("dtls").put("fingerprint", reply.dtls().sha256());
    ArrayNode tracks = JSON.createArrayNode();
    reply.tracks().forEach(track -> tracks.add(json(track)));
    page.evaluate("layers.accept(" + relay + "," + tracks + ")");
    nextOf(PeerEvent.Connected.class);
    reply.tracks().forEach(this::awaitReady);
  }

  /** Takes what the other one, who came later, publishes. */
  void takeTracks(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      TrackAllotment track = ((PeerEvent.TrackAdded) nextOf(PeerEvent.TrackAdded.class)).track();
      page.evaluate("layers.add(" + json(track) + ")");
      awaitReady(track);
    }
  }

  private void awaitReady(TrackAllotment track) {
    page.await(
        "readiness for " + track,
        "layers.ready().includes('" + track.id() + "')",
        PATIENCE,
        JsonNode::asBoolean);
    room.ready(new PeerId(name), List.of(track.id()));
    if (track.kind() == MediaKind.VIDEO) {
      camera = Optional.of(track.id());
    }
  }

  /** Asks for the other's picture in this size at most. */
  void want(PictureSize size) {
    room.want(new PeerId(name), camera.orElseThrow(), size);
  }

  private PeerEvent nextOf(Class<? extends PeerEvent> kind) throws InterruptedException {
    while (true) {
      PeerEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (kind.isInstance(event)) {
        return event;
      }
      if (event == null || event instanceof PeerEvent.Left || event instanceof PeerEvent.Refused) {
        throw new AssertionError(name + ": " + event + " instead of " + kind.getSimpleName());
      }
    }
  }

  /** Goes on to an epoch of both, whose keys follow from the secret. */
  void enter(int epoch, int secret) {
    boolean first = name.equals("chromium");
    page.evaluate(
        "layers.ask({kind:'enter',epoch:%d,own:%d,people:['chromium','firefox'],secret:%d,removal:true})"
            .formatted(epoch, first ? 0 : 1, secret));
  }

  JsonNode counts() {
    return page.evaluate("layers.ask({kind:'counts'})");
  }

  JsonNode cost(int frames, int bytes) {
    return page.evaluate("layers.ask({kind:'cost',frames:%d,bytes:%d})".formatted(frames, bytes));
  }

  /** The first statistics of a type and kind; missing where there are none. */
  JsonNode statistics(String type, String kind) {
    JsonNode all = page.evaluate("layers.report()");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(each -> each.path("type").asText().equals(type))
        .filter(each -> each.path("kind").asText().equals(kind))
        .findFirst()
        .orElse(JSON.missingNode());
  }

  JsonNode picture() {
    return statistics("inbound-rtp", "video");
  }

  int framesDecoded() {
    return picture().path("framesDecoded").asInt();
  }

  /** Waits until so many frames more than now are decoded. */
  void awaitFrames(int more) {
    int before = framesDecoded();
    Waiting.until(
        more + " more frames at " + name,
        PATIENCE,
        this::framesDecoded,
        now -> now >= before + more);
  }

  private JoinParameters parametersOf(JsonNode offered) {
    JsonNode ice = offered.path("ice");
    JsonNode codecs = offered.path("codecs");
    Map<String, Integer> ids =
        JSON.convertValue(
            offered.path("extensions"),
            JSON.getTypeFactory().constructMapType(Map.class, String.class, Integer.class));
    return new JoinParameters(
        new PeerId(name),
        new IceCredentials(ice.path("ufrag").asText(), ice.path("pwd").asText()),
        new CertificateFingerprint(offered.path("dtls").path("fingerprint").asText()),
        new Codecs(
            codecs.path("opus").asInt(), codecs.path("vp8").asInt(), codecs.path("rtx").asInt()),
        new HeaderExtensions(
            ids.get("mid"),
            ids.get("rid"),
            ids.get("repairedRid"),
            ids.get("transportSequence"),
            ids.get("audioTransportSequence"),
            ids.get("audioLevel"),
            ids.get("dependencyDescriptor")),
        StreamSupport.stream(offered.path("send").spliterator(), false).map(End::offer).toList());
  }

  private static TrackOffer offer(JsonNode track) {
    List<String> rids =
        StreamSupport.stream(track.path("rids").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return new TrackOffer(
        track.path("track").asText(),
        track.path("kind").asText().equals("audio") ? MediaKind.AUDIO : MediaKind.VIDEO,
        track.path("mid").asText(),
        rids.isEmpty()
            ? new TrackOffer.Single(track.path("ssrc").asLong(), track.path("rtxSsrc").asLong())
            : new TrackOffer.Simulcast(rids));
  }

  private static JsonNode json(TrackAllotment track) {
    return JSON.createObjectNode()
        .put("id", track.id().value())
        .put("person", track.publisher().value())
        .put("name", track.name())
        .put("kind", track.kind() == MediaKind.AUDIO ? "audio" : "video")
        .put("ssrc", track.ssrc())
        .put("rtxSsrc", track.rtxSsrc());
  }

  @Override
  public void close() {
    page.close();
  }
}
