package parley.relay.peer;

import java.util.Optional;
import parley.relay.IceCredentials;
import parley.relay.dtls.DtlsSession;
import parley.relay.dtls.DtlsState;
import parley.relay.srtp.SrtpContext;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.DatagramOutbox;
import parley.relay.stun.IceLite;
import parley.relay.stun.StunMessage;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.Protocol;
import parley.relay.wire.RtcpPacket;
import parley.relay.wire.RtpHeader;

/** One peer's transport: ICE, DTLS and SRTP composed. Media thread only. */
public final class PeerTransport implements MediaOutlet {
  /** How long a peer may take from join to keys. A person at a slow prompt has joined already. */
  static final long CONNECT_NANOS = 30_000_000_000L;

  private final IceCredentials localCredentials;
  private final IceLite ice;
  private final DtlsSession dtls;
  private final SrtpCrypto crypto;
  private final DatagramOutbox outbox;
  private final DropCounters drops;
  private final MediaSink sink;
  private final long connectDeadlineNanos;
  private final RtpHeader header = new RtpHeader();
  private final RtcpPacket compound = new RtcpPacket();
  private Optional<SrtpContext> inbound = Optional.empty();
  private Optional<SrtpContext> outbound = Optional.empty();
  private boolean connected;
  private boolean closed;

  PeerTransport(
      long nowNanos,
      IceCredentials localCredentials,
      IceLite ice,
      DtlsSession dtls,
      SrtpCrypto crypto,
      DatagramOutbox outbox,
      DropCounters drops,
      MediaSink sink) {
    this.localCredentials = localCredentials;
    this.ice = ice;
    this.dtls = dtls;
    this.crypto = crypto;
    this.outbox = outbox;
    this.drops = drops;
    this.sink = sink;
    this.connectDeadlineNanos = nowNanos + CONNECT_NANOS;
  }

  /** Our ICE credentials for this peer. */
  public IceCredentials localCredentials() {
    return localCredentials;
  }

  /** Whether media can be sent. */
  public boolean isConnected() {
    return connected && !closed;
  }

  /** Whether it has ended. */
  public boolean isClosed() {
    return closed;
  }

  Drop onStun(long nowNanos, CandidatePair pair, StunMessage message) {
    return ice.onMessage(nowNanos, pair, message, outbox);
  }

  boolean owns(CandidatePair pair) {
    return ice.isValid(pair);
  }

  Drop onDatagram(
      long nowNanos, long arrivedNanos, Protocol protocol, byte[] buffer, int offset, int length) {
    return switch (protocol) {
      case DTLS -> dtls.onDatagram(buffer, offset, length);
      case RTP -> onProtectedRtp(nowNanos, arrivedNanos, buffer, offset, length);
      case RTCP -> onProtectedRtcp(nowNanos, buffer, offset, length);
      case STUN, CHANNEL_DATA, UNKNOWN -> Drop.UNKNOWN_PROTOCOL;
    };
  }

  private Drop onProtectedRtp(
      long nowNanos, long arrivedNanos, byte[] buffer, int offset, int length) {
    if (inbound.isEmpty()) {
      return Drop.NO_KEYS;
    }
    int result = inbound.get().unprotectRtp(buffer, offset, length);
    Drop drop = SrtpContext.drop(result);
    if (drop == Drop.NONE) {
      drop = header.wrap(buffer, offset, SrtpContext.length(result));
    }
    if (drop == Drop.NONE) {
      sink.onRtp(nowNanos, arrivedNanos, buffer, offset, SrtpContext.length(result));
    }
    return drop;
  }

  private Drop onProtectedRtcp(long nowNanos, byte[] buffer, int offset, int length) {
    if (inbound.isEmpty()) {
      return Drop.NO_KEYS;
    }
    int result = inbound.get().unprotectRtcp(buffer, offset, length);
    Drop drop = SrtpContext.drop(result);
    if (drop == Drop.NONE) {
      drop = compound.wrap(buffer, offset, SrtpContext.length(result));
    }
    if (drop == Drop.NONE) {
      sink.onRtcp(nowNanos, buffer, offset, SrtpContext.length(result));
    }
    return drop;
  }

  /** Takes what the handshake's thread has left: datagrams, then a new state. */
  void onHandshakeProgress(long nowNanos) {
    if (closed) {
      return;
    }
    DtlsState state = dtls.state(); // before the datagrams, which the thread leaves first
    Optional<byte[]> datagram = dtls.poll();
    while (datagram.isPresent()) {
      count(send(datagram.get(), 0, datagram.get().length));
      datagram = dtls.poll();
    }
    switch (state) {
      case DtlsState.Handshaking() -> {}
      case DtlsState.Established keys -> install(nowNanos, keys);
      case DtlsState.Ended(DtlsState.Cause cause) -> close(nowNanos, reason(cause));
    }
  }

  private void install(long nowNanos, DtlsState.Established keys) {
    if (connected) {
      return;
    }
    connected = true;
    inbound = Optional.of(SrtpContext.inbound(keys.inbound(), crypto));
    outbound = Optional.of(SrtpContext.outbound(keys.outbound(), crypto));
    sink.onConnected(nowNanos);
  }

  private static CloseReason reason(DtlsState.Cause cause) {
    return switch (cause) {
      case FAILED -> CloseReason.DTLS_FAILED;
      case FINGERPRINT_MISMATCH -> CloseReason.FINGERPRINT_MISMATCH;
      case CLOSED -> CloseReason.DTLS_CLOSED;
    };
  }

  @Override
  public Drop sendRtp(long nowNanos, byte[] buffer, int offset, int length) {
    if (closed || outbound.isEmpty()) {
      return count(closed ? Drop.CLOSED : Drop.NO_KEYS);
    }
    int result = outbound.get().protectRtp(buffer, offset, length);
    Drop drop = SrtpContext.drop(result);
    return count(drop == Drop.NONE ? send(buffer, offset, SrtpContext.length(result)) : drop);
  }

  @Override
  public Drop sendRtcp(long nowNanos, byte[] buffer, int offset, int length) {
    if (closed || outbound.isEmpty()) {
      return count(closed ? Drop.CLOSED : Drop.NO_KEYS);
    }
    int result = outbound.get().protectRtcp(buffer, offset, length);
    Drop drop = SrtpContext.drop(result);
    return count(drop == Drop.NONE ? send(buffer, offset, SrtpContext.length(result)) : drop);
  }

  private Drop send(byte[] buffer, int offset, int length) {
    Optional<CandidatePair> pair = ice.selected();
    return pair.isPresent() ? outbox.send(pair.get(), buffer, offset, length) : Drop.NO_PATH;
  }

  private Drop count(Drop drop) {
    if (drop != Drop.NONE) {
      drops.increment(drop);
    }
    return drop;
  }

  void onDeadline(long nowNanos) {
    if (!connected && nowNanos - connectDeadlineNanos >= 0) {
      close(nowNanos, CloseReason.NEVER_CONNECTED);
    } else if (nowNanos - ice.consentDeadlineNanos() >= 0) {
      close(nowNanos, CloseReason.CONSENT_EXPIRED);
    }
  }

  /** Ends it and tells the sink; a second call does nothing. */
  public void close(long nowNanos) {
    close(nowNanos, CloseReason.CLOSED_HERE);
  }

  private void close(long nowNanos, CloseReason reason) {
    if (closed) {
      return;
    }
    closed = true;
    dtls.close();
    inbound.ifPresent(SrtpContext::close);
    outbound.ifPresent(SrtpContext::close);
    sink.onClosed(nowNanos, reason);
  }
}
