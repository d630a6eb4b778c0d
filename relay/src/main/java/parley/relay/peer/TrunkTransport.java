package parley.relay.peer;

import java.util.List;
import java.util.Optional;
import parley.relay.srtp.SrtpContext;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.srtp.SrtpMasterKey;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.DatagramOutbox;
import parley.relay.wire.ChannelData;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.Protocol;
import parley.relay.wire.RtcpPacket;
import parley.relay.wire.RtcpWriter;
import parley.relay.wire.RtpHeader;

/**
 * The transport of a trunk under one pair of keys: SRTP behind a channel number. Media thread only.
 *
 * <p>It sends to the far candidates in turn until something authentic came, then to where that came
 * from. Afterwards only the far side's keep-alives move the address, and only one that is newer
 * than all before: a packet that was held back on its way moves nothing.
 */
public final class TrunkTransport implements MediaOutlet {
  /** Nothing authentic for so long is a silence. */
  public static final long SILENCE_NANOS = 2_000_000_000L;

  /**
   * Nothing for so long, and then something again, was a break: an end that is heard sends feedback
   * twenty times a second. Lower takes a busy machine for one; higher waits for the far side, one
   * trip more, to say what it lacks.
   */
  private static final long BREAK_NANOS = 500_000_000L;

  /**
   * Between two keep-alives, one for each end: were they equal, two ends with several ways could
   * follow each other from way to way for ever.
   */
  private static final long[] KEEP_ALIVE_NANOS = {250_000_000L, 210_000_000L};

  /** Between two of them while one end hears nothing. */
  private static final long SEARCH_NANOS = 50_000_000L;

  /** Of keep-alives; no stream has it. */
  public static final int KEEP_ALIVE_SSRC = 1;

  /** What the keep-alives of an end that hears nothing say more. */
  private static final int HEARS_NOTHING = 1;

  private static final int BUFFER_BYTES = 2_048;

  private final int ownChannel;
  private final int farChannel;
  private final List<CandidatePair> candidates;
  private final SrtpContext inbound;
  private final SrtpContext outbound;
  private final DatagramOutbox outbox;
  private final DropCounters drops;
  private final MediaSink sink;
  private final RtpHeader header = new RtpHeader();
  private final RtcpPacket compound = new RtcpPacket();
  private final RtcpWriter writer = new RtcpWriter();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final byte[] report = new byte[RtcpPacket.HEADER_LENGTH + Integer.BYTES + OVERHEAD];
  private Optional<CandidatePair> address = Optional.empty();
  private int turn;
  private long keepAliveNanos;
  private long heardNanos;
  private long arrivedNanos;
  private boolean afterBreak;
  private boolean unheard;
  private long unheardNanos;
  private boolean closed;

  TrunkTransport(
      long nowNanos,
      int ownChannel,
      int farChannel,
      List<CandidatePair> candidates,
      SrtpMasterKey in,
      SrtpMasterKey out,
      SrtpCrypto crypto,
      DatagramOutbox outbox,
      DropCounters drops,
      MediaSink sink) {
    this.ownChannel = ownChannel;
    this.farChannel = farChannel;
    this.candidates = List.copyOf(candidates);
    inbound = SrtpContext.inboundTrunk(in, crypto);
    outbound = SrtpContext.outbound(out, crypto);
    this.outbox = outbox;
    this.drops = drops;
    this.sink = sink;
    keepAliveNanos = nowNanos;
    heardNanos = nowNanos;
  }

  int ownChannel() {
    return ownChannel;
  }

  /** Whether anything authentic has ever come. */
  public boolean isHeard() {
    return address.isPresent();
  }

  /** Whether nothing authentic came for long. */
  public boolean isSilent(long nowNanos) {
    return nowNanos - heardNanos >= SILENCE_NANOS;
  }

  /** Whether something came after a break that was too short for a silence. Says so once. */
  public boolean isAfterBreak() {
    boolean was = afterBreak;
    afterBreak = false;
    return was;
  }

  /** Whether the far side has said for long that it hears nothing. */
  public boolean isUnheard(long nowNanos) {
    return unheard && nowNanos - unheardNanos >= SILENCE_NANOS;
  }

  /** Whether it has ended. */
  public boolean isClosed() {
    return closed;
  }

  /** Takes what was behind a channel number. */
  Drop onPacket(
      long nowNanos, long arrived, CandidatePair pair, byte[] packet, int offset, int length) {
    if (closed) {
      return Drop.CLOSED;
    }
    return switch (Protocol.of(packet, offset, length)) {
      case RTP -> onProtectedRtp(nowNanos, arrived, pair, packet, offset, length);
      case RTCP -> onProtectedRtcp(nowNanos, arrived, pair, packet, offset, length);
      case STUN, DTLS, CHANNEL_DATA, UNKNOWN -> Drop.UNKNOWN_PROTOCOL;
    };
  }

  private Drop onProtectedRtp(
      long nowNanos, long arrived, CandidatePair pair, byte[] packet, int offset, int length) {
    int result = inbound.unprotectRtp(packet, offset, length);
    Drop drop = SrtpContext.drop(result);
    if (drop == Drop.NONE) {
      heard(nowNanos, arrived, pair, false);
      drop = header.wrap(packet, offset, SrtpContext.length(result));
    }
    if (drop == Drop.NONE) {
      sink.onRtp(nowNanos, arrived, packet, offset, SrtpContext.length(result));
    }
    return drop;
  }

  private Drop onProtectedRtcp(
      long nowNanos, long arrived, CandidatePair pair, byte[] packet, int offset, int length) {
    int result = inbound.unprotectRtcp(packet, offset, length);
    Drop drop = SrtpContext.drop(result);
    if (drop == Drop.NONE) {
      drop = compound.wrap(packet, offset, SrtpContext.length(result));
    }
    if (drop == Drop.NONE) {
      boolean keepAlive = compound.next() && compound.senderSsrc() == KEEP_ALIVE_SSRC;
      boolean newKeepAlive = keepAlive && inbound.wasNewest();
      boolean wasUnheard = isUnheard(nowNanos);
      if (newKeepAlive) {
        onKeepAlive(nowNanos, compound.saysMore());
      }
      heard(nowNanos, arrived, pair, newKeepAlive);
      if (wasUnheard && !unheard) {
        sink.onConnected(nowNanos);
      }
      sink.onRtcp(nowNanos, packet, offset, SrtpContext.length(result));
    }
    return drop;
  }

  /** What it says after a silence here is the first of its kind: the line has just come back. */
  private void onKeepAlive(long nowNanos, boolean hearsNothing) {
    if (hearsNothing && (!unheard || isSilent(nowNanos))) {
      unheardNanos = nowNanos;
    }
    unheard = hearsNothing;
  }

  private void heard(long nowNanos, long arrived, CandidatePair pair, boolean newKeepAlive) {
    boolean first = address.isEmpty();
    if (!first && isSilent(nowNanos)) {
      keepAliveNanos = nowNanos; // the far side waits for this word
    } else {
      afterBreak |= !first && arrived - arrivedNanos >= BREAK_NANOS;
    }
    heardNanos = nowNanos;
    arrivedNanos = arrived;
    if (first || newKeepAlive && !address.get().equals(pair)) {
      address = Optional.of(pair);
    }
    if (first) {
      sink.onConnected(nowNanos);
    }
  }

  @Override
  public Drop sendRtp(long nowNanos, byte[] packet, int offset, int length) {
    return count(address.isEmpty() ? Drop.NO_PATH : seal(address.get(), packet, offset, length));
  }

  private Drop seal(CandidatePair to, byte[] packet, int offset, int length) {
    if (closed) {
      return Drop.CLOSED;
    }
    if (ChannelData.HEADER_LENGTH + length + OVERHEAD > BUFFER_BYTES) {
      return Drop.TOO_LONG;
    }
    System.arraycopy(packet, offset, buffer, ChannelData.HEADER_LENGTH, length);
    return send(to, outbound.protectRtp(buffer, ChannelData.HEADER_LENGTH, length));
  }

  @Override
  public Drop sendRtcp(long nowNanos, byte[] packet, int offset, int length) {
    return count(
        address.isEmpty() ? Drop.NO_PATH : sealRtcp(address.get(), packet, offset, length));
  }

  private Drop sealRtcp(CandidatePair to, byte[] packet, int offset, int length) {
    if (closed) {
      return Drop.CLOSED;
    }
    if (ChannelData.HEADER_LENGTH + length + OVERHEAD > BUFFER_BYTES) {
      return Drop.TOO_LONG;
    }
    System.arraycopy(packet, offset, buffer, ChannelData.HEADER_LENGTH, length);
    return send(to, outbound.protectRtcp(buffer, ChannelData.HEADER_LENGTH, length));
  }

  private Drop send(CandidatePair to, int result) {
    Drop drop = SrtpContext.drop(result);
    if (drop != Drop.NONE) {
      return drop;
    }
    int length = SrtpContext.length(result);
    ChannelData.write(buffer, 0, farChannel, length);
    return outbox.send(to, buffer, 0, ChannelData.HEADER_LENGTH + length);
  }

  /** Sends a keep-alive when it is due. */
  public void onDeadline(long nowNanos) {
    if (closed || nowNanos - keepAliveNanos < 0) {
      return;
    }
    boolean hears = isHeard() && !isSilent(nowNanos);
    boolean searching = !hears || isUnheard(nowNanos);
    keepAliveNanos =
        nowNanos + (searching ? SEARCH_NANOS : KEEP_ALIVE_NANOS[ownChannel < farChannel ? 0 : 1]);
    writer.begin(report, 0).receiverReport(KEEP_ALIVE_SSRC);
    if (!hears) {
      writer.more(HEARS_NOTHING);
    }
    address.ifPresent(pair -> count(sealRtcp(pair, report, 0, writer.length())));
    if (searching && !candidates.isEmpty()) {
      CandidatePair next = candidates.get(turn++ % candidates.size());
      count(sealRtcp(next, report, 0, writer.length()));
    }
  }

  private Drop count(Drop drop) {
    if (drop != Drop.NONE) {
      drops.increment(drop);
    }
    return drop;
  }

  void end() {
    if (!closed) {
      closed = true;
      inbound.close();
      outbound.close();
    }
  }
}
