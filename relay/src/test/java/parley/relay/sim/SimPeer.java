package parley.relay.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import parley.relay.CertificateFingerprint;
import parley.relay.Codecs;
import parley.relay.HeaderExtensions;
import parley.relay.IceCredentials;
import parley.relay.JoinParameters;
import parley.relay.MediaKind;
import parley.relay.PeerEvent;
import parley.relay.PeerId;
import parley.relay.Quality;
import parley.relay.TrackAllotment;
import parley.relay.TrackId;
import parley.relay.TrackOffer;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.wire.Drop;
import parley.relay.wire.RtcpPacket;
import parley.relay.wire.RtcpWriter;
import parley.relay.wire.RtpHeader;
import parley.relay.wire.Rtx;
import parley.relay.wire.TransportFeedback;

/** A simulated browser: publishes camera and microphone, plays everything it is told of. */
public final class SimPeer {
  static final int OPUS = 111;
  static final int VP8 = 96;
  static final int RTX = 97;
  static final int MID = 4;
  static final int RID = 10;
  static final int REPAIRED_RID = 11;
  static final int TRANSPORT_SEQUENCE = 3;
  static final int DESCRIPTOR = 8;
  static final String MICROPHONE_MID = "0";
  static final String CAMERA_MID = "1";
  static final int SOUND_BYTES = 160;

  private static final int OWN_SSRC = 0x1234;

  private final Simulation simulation;
  private final Clockwork clock;
  private final PeerId id;
  private final int number;
  private final boolean repairs;
  private final Link uplink;
  private final Link downlink;
  private final RtpHeader header = new RtpHeader();
  private final RtcpPacket rtcpIn = new RtcpPacket();
  private final RtcpWriter rtcpOut = new RtcpWriter();
  private final byte[] rtcpBuffer = new byte[8_192];
  private final TransportFeedback arrivals = new TransportFeedback();
  private final Map<TrackId, SimPlayer> players = new LinkedHashMap<>();
  private final Map<TrackId, SimPlayer> past = new LinkedHashMap<>();
  private final List<PeerEvent> events = new ArrayList<>();
  private final List<SimSource> sources = new ArrayList<>();
  private final SimCamera camera;
  private final SimSource microphone;
  private MediaSink relay;
  private byte[] lastRtp = {};
  private byte[] lastRtcp = {};
  private boolean ignoresMarks;
  private boolean joined;
  private int transportSequence;
  private int soundFrame;
  private long bytesReceived;
  private int unexpected;
  private int mediaPackets;
  private int pictureLossReceived;
  private int nacksReceived;
  private int feedbackReceived;

  SimPeer(
      Simulation simulation,
      String name,
      int number,
      RandomGenerator random,
      Network up,
      Network down,
      SimTraits traits) {
    this.simulation = simulation;
    this.number = number;
    clock = simulation.clock();
    id = new PeerId(name);
    repairs = traits.repairs();
    uplink = new Link(clock, random, up, this::deliverUp);
    downlink = new Link(clock, random, down, this::onDown);
    camera = new SimCamera(clock, this, random, number, traits.describes());
    microphone = new SimSource(clock, this, random, 48_000, OPUS, MICROPHONE_MID, "");
    sources.addAll(List.of(camera.layers()));
    sources.add(microphone);
    if (traits.firstSequenceNumber() >= 0) {
      sources.forEach(source -> source.startAt(traits.firstSequenceNumber()));
    }
    clock.every(33_333_333L, () -> ifJoined(camera::sendFrame));
    clock.every(20_000_000L, () -> ifJoined(this::sendSound));
    clock.every(10_000_000L, () -> ifJoined(this::sendFeedback));
    clock.every(50_000_000L, () -> ifJoined(this::sendArrivals));
    clock.every(1_000_000_000L, () -> ifJoined(this::sendReports));
  }

  static long ntp(long now) {
    long seconds = now / 1_000_000_000L;
    return (seconds + 3_900_000_000L << 32) + ((now % 1_000_000_000L << 32) / 1_000_000_000L);
  }

  private void ifJoined(Runnable action) {
    if (joined) {
      action.run();
    }
  }

  MediaOutlet connect(MediaSink sink) {
    relay = sink;
    return new MediaOutlet() {
      @Override
      public Drop sendRtp(long now, byte[] buffer, int offset, int length) {
        downlink.send(buffer, offset, length, false);
        return Drop.NONE;
      }

      @Override
      public Drop sendRtcp(long now, byte[] buffer, int offset, int length) {
        downlink.send(buffer, offset, length, true);
        return Drop.NONE;
      }
    };
  }

  JoinParameters parameters() {
    return new JoinParameters(
        id,
        new IceCredentials("simu", "a password of 22 letters"),
        new CertificateFingerprint("AB" + ":CD".repeat(31)),
        new Codecs(OPUS, VP8, repairs ? RTX : 0),
        new HeaderExtensions(
            MID, RID, REPAIRED_RID, TRANSPORT_SEQUENCE, TRANSPORT_SEQUENCE, 0, DESCRIPTOR),
        offers());
  }

  List<TrackOffer> offers() {
    return List.of(
        new TrackOffer(
            "microphone",
            MediaKind.AUDIO,
            MICROPHONE_MID,
            new TrackOffer.Single(Integer.toUnsignedLong(microphone.ssrc()), 0)),
        new TrackOffer(
            "camera",
            MediaKind.VIDEO,
            CAMERA_MID,
            new TrackOffer.Simulcast(List.of(SimCamera.RIDS))));
  }

  void onEvent(PeerEvent event) {
    events.add(event);
    switch (event) {
      case PeerEvent.Joined(var reply) -> {
        joined = true;
        clock.at(clock.now(), () -> relay.onConnected(clock.now()));
        reply.tracks().forEach(this::expect);
      }
      case PeerEvent.TrackAdded(var track) -> expect(track);
      case PeerEvent.TrackGone(var track) -> past.put(track, players.remove(track));
      case PeerEvent.Wanted(var _, var layers) -> camera.encodeSoon(layers);
      case PeerEvent.Left _ -> joined = false;
      case PeerEvent.Connected _, PeerEvent.Measured _, PeerEvent.Refused _ -> {}
    }
  }

  public int sizesSent() {
    return camera.encoded();
  }

  private void expect(TrackAllotment track) {
    players.put(track.id(), new SimPlayer(track, repairs, clock.now()));
    if (simulation.subscribesByItself()) {
      ready(track.id());
    }
  }

  public void ready(TrackId track) {
    clock.at(
        clock.now() + 20_000_000L, () -> simulation.room().ready(clock.now(), id, List.of(track)));
  }

  int nextTransportSequence() {
    return transportSequence++ & 0xFFFF;
  }

  void up(byte[] buffer, int length) {
    uplink.send(buffer, 0, length, false);
  }

  /** Shows nothing any more: what a hostile publisher sends has no meaning. */
  void ignoreMarks() {
    ignoresMarks = true;
  }

  MediaSink relay() {
    return relay;
  }

  /** The last packet of a kind that this peer sent. */
  byte[] lastSent(boolean rtcp) {
    return rtcp ? lastRtcp : lastRtp;
  }

  private void deliverUp(long now, byte[] packet, boolean rtcp) {
    byte[] room = new byte[packet.length + 40];
    System.arraycopy(packet, 0, room, 8, packet.length);
    if (rtcp) {
      lastRtcp = packet;
      relay.onRtcp(now, room, 8, packet.length);
    } else {
      lastRtp = packet;
      relay.onRtp(now, now, room, 8, packet.length);
    }
  }

  private void sendSound() {
    FrameMark mark = new FrameMark(number, 0, soundFrame++, 0, 1, true, clock.now());
    microphone.send(mark.payload(0, SOUND_BYTES), false, new byte[0]);
  }

  private void sendFeedback() {
    rtcpOut.begin(rtcpBuffer, 0);
    players.values().forEach(p -> p.feedback(clock.now(), rtcpOut, OWN_SSRC, 100_000_000L));
    flush();
  }

  private void sendArrivals() {
    if (!arrivals.isEmpty()) {
      rtcpOut.begin(rtcpBuffer, 0).transportFeedback(OWN_SSRC, 0, arrivals);
      flush();
    }
  }

  private void sendReports() {
    rtcpOut.begin(rtcpBuffer, 0).receiverReport(OWN_SSRC);
    players.values().forEach(player -> player.report(clock.now(), rtcpOut));
    sources.forEach(source -> source.report(rtcpOut));
    flush();
  }

  private void flush() {
    if (rtcpOut.length() > 0) {
      uplink.send(rtcpBuffer, 0, rtcpOut.length(), true);
    }
  }

  private void onDown(long now, byte[] packet, boolean rtcp) {
    bytesReceived += packet.length;
    if (rtcp) {
      onRtcp(now, packet);
    } else {
      onRtp(now, packet);
    }
  }

  private void onRtp(long now, byte[] packet) {
    if (header.wrap(packet, 0, packet.length) != Drop.NONE) {
      throw new AssertionError("the relay sent a malformed packet");
    }
    mediaPackets++;
    int at = header.extensionOffset(TRANSPORT_SEQUENCE);
    if (at >= 0) {
      arrivals.add((packet[at] & 0xFF) << 8 | packet[at + 1] & 0xFF, now);
    }
    for (SimPlayer player : players.values()) {
      if (ignoresMarks && player.allotment().publisher().value().equals("eva")) {
        continue;
      }
      if ((int) player.allotment().ssrc() == header.ssrc()) {
        player.onRtp(now, header);
        return;
      }
      if ((int) player.allotment().rtxSsrc() == header.ssrc()) {
        if (Rtx.hasOriginal(header)) {
          player.onRepair(now, header, Rtx.originalSequenceNumber(header));
        }
        return;
      }
    }
    unexpected++;
  }

  private void onRtcp(long now, byte[] packet) {
    if (rtcpIn.wrap(packet, 0, packet.length) != Drop.NONE) {
      throw new AssertionError("the relay sent malformed RTCP");
    }
    while (rtcpIn.next()) {
      if (rtcpIn.packetType() == RtcpPacket.SENDER_REPORT) {
        players.values().stream()
            .filter(player -> (int) player.allotment().ssrc() == rtcpIn.senderSsrc())
            .forEach(p -> p.onSenderReport(now, rtcpIn.ntpTimestamp(), rtcpIn.rtpTimestamp()));
      } else if (rtcpIn.isFeedback(RtcpPacket.PAYLOAD_FEEDBACK, RtcpPacket.FORMAT_PLI)) {
        pictureLossReceived++;
        camera.requestKeyFrame();
      } else if (rtcpIn.isFeedback(RtcpPacket.TRANSPORT_FEEDBACK, RtcpPacket.FORMAT_NACK)) {
        repeatLost();
      } else if (rtcpIn.isFeedback(
          RtcpPacket.TRANSPORT_FEEDBACK, RtcpPacket.FORMAT_TRANSPORT_WIDE)) {
        feedbackReceived++;
      }
    }
  }

  private void repeatLost() {
    nacksReceived++;
    for (SimSource source : sources) {
      if (source.ssrc() == rtcpIn.mediaSsrc()) {
        for (int i = 0; i < rtcpIn.nackCount(); i++) {
          int mask = rtcpIn.nackBitmask(i) << 1 | 1;
          for (int bit = 0; bit <= 16; bit++) {
            if ((mask >>> bit & 1) != 0) {
              source.repeat((rtcpIn.nackPacketId(i) + bit) & 0xFFFF);
            }
          }
        }
      }
    }
  }

  /** The player of somebody's camera, live or past. */
  public SimPlayer camera(String publisher) {
    return player(publisher, "camera");
  }

  /** The player of somebody's microphone, live or past. */
  public SimPlayer microphone(String publisher) {
    return player(publisher, "microphone");
  }

  private SimPlayer player(String publisher, String track) {
    List<SimPlayer> all = new ArrayList<>(past.values());
    all.addAll(players.values());
    return all.reversed().stream()
        .filter(p -> p.allotment().publisher().value().equals(publisher))
        .filter(p -> p.allotment().name().equals(track))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " knows no " + track + " of " + publisher));
  }

  public List<SimPlayer> players() {
    return List.copyOf(players.values());
  }

  public void requestKeyFrame() {
    camera.requestKeyFrame();
  }

  /** RTP packets that came from the relay, padding included. */
  public int mediaPackets() {
    return mediaPackets;
  }

  public PeerId id() {
    return id;
  }

  public List<PeerEvent> events() {
    return events;
  }

  public Quality lastQuality() {
    return events.stream()
        .filter(PeerEvent.Measured.class::isInstance)
        .map(event -> ((PeerEvent.Measured) event).quality())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  public void uplink(Network changed) {
    uplink.use(changed);
  }

  public void downlink(Network changed) {
    downlink.use(changed);
  }

  /** Loses every packet to the peer that does not pass. */
  public void filterDownlink(Predicate<RtpHeader> passes) {
    downlink.filter(rtpThat(passes));
  }

  /** Loses every packet to the relay that does not pass. */
  public void filterUplink(Predicate<RtpHeader> passes) {
    uplink.filter(rtpThat(passes));
  }

  private static Link.Filter rtpThat(Predicate<RtpHeader> passes) {
    RtpHeader view = new RtpHeader();
    return packet ->
        (packet[1] & 0xFF) >= 192 && (packet[1] & 0xFF) <= 223
            || view.wrap(packet, 0, packet.length) != Drop.NONE
            || passes.test(view);
  }

  public void turnCamera(boolean on) {
    camera.turn(on);
  }

  public int keyFramesSent() {
    return camera.keyFrames();
  }

  public int pictureLossReceived() {
    return pictureLossReceived;
  }

  public int nacksReceived() {
    return nacksReceived;
  }

  public int feedbackReceived() {
    return feedbackReceived;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** Packets for an SSRC that the peer was never told of, or of a track that has ended. */
  public int unexpected() {
    return unexpected;
  }

  public int soundSent() {
    return soundFrame;
  }
}
