package parley.relay.peer;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import parley.relay.CertificateFingerprint;
import parley.relay.IceCredentials;
import parley.relay.dtls.DtlsIdentity;
import parley.relay.dtls.DtlsSession;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.DatagramOutbox;
import parley.relay.stun.IceLite;
import parley.relay.stun.StunMessage;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.Protocol;

/**
 * Leads each datagram to the peer that it belongs to: a connectivity check by the user name in it,
 * everything else by the way it came, once an authenticated check has come that way. Media thread
 * only.
 */
public final class Switchboard {
  /** How often consent is looked at. Higher lets a vanished peer linger that much longer. */
  private static final long SWEEP_NANOS = 1_000_000_000L;

  private final DtlsIdentity identity;
  private final RandomGenerator random;
  private final SrtpCrypto crypto;
  private final Executor handshakes;
  private final Runnable wake;
  private final DatagramOutbox outbox;
  private final DropCounters drops;
  private final Channels channels;
  private final Map<String, PeerTransport> byUfrag = new HashMap<>();
  private final Map<CandidatePair, PeerTransport> byPair = new HashMap<>();
  private final Queue<String> progressed = new ConcurrentLinkedQueue<>();
  private final StunMessage stun = new StunMessage();
  private long nextSweepNanos;

  /**
   * An empty switchboard.
   *
   * @param random a secure source: ICE passwords come from it
   * @param handshakes runs a DTLS association each, on a thread of its own
   * @param own the addresses of the sockets, in the order of their indices
   * @param wake called from such a thread: {@link #onHandshakeProgress} has something to do
   */
  public Switchboard(
      long nowNanos,
      DtlsIdentity identity,
      RandomGenerator random,
      SrtpCrypto crypto,
      Executor handshakes,
      Runnable wake,
      DatagramOutbox outbox,
      List<InetSocketAddress> own,
      DropCounters drops) {
    this.nextSweepNanos = nowNanos + SWEEP_NANOS;
    this.identity = identity;
    this.random = random;
    this.crypto = crypto;
    this.handshakes = handshakes;
    this.wake = wake;
    this.outbox = outbox;
    this.drops = drops;
    channels = new Channels(own, crypto, outbox, drops);
  }

  /** Expects a peer with what it signalled; what it sends goes to {@code sink}. */
  public PeerTransport open(
      long nowNanos, IceCredentials remote, CertificateFingerprint certificate, MediaSink sink) {
    IceCredentials local = IceLite.freshCredentials(random);
    DtlsSession dtls =
        new DtlsSession(identity, certificate, handshakes, () -> progress(local.ufrag()));
    IceLite ice = new IceLite(nowNanos, local, remote);
    PeerTransport peer = new PeerTransport(nowNanos, local, ice, dtls, crypto, outbox, drops, sink);
    byUfrag.put(local.ufrag(), peer);
    return peer;
  }

  /** Called on the handshake's thread. */
  private void progress(String ufrag) {
    progressed.add(ufrag);
    wake.run();
  }

  /**
   * Takes a datagram; the buffer may be overwritten. Counts it when it is dropped.
   *
   * @param arrivedNanos when it came; it may have waited for us since
   */
  public Drop onDatagram(
      long nowNanos, long arrivedNanos, CandidatePair pair, byte[] buffer, int offset, int length) {
    Protocol protocol = Protocol.of(buffer, offset, length);
    Drop drop =
        switch (protocol) {
          case STUN -> onStun(nowNanos, pair, buffer, offset, length);
          case DTLS, RTP, RTCP ->
              onOther(nowNanos, arrivedNanos, pair, protocol, buffer, offset, length);
          case CHANNEL_DATA ->
              channels.onDatagram(nowNanos, arrivedNanos, pair, buffer, offset, length);
          case UNKNOWN -> Drop.UNKNOWN_PROTOCOL;
        };
    if (drop != Drop.NONE) {
      drops.increment(drop);
    }
    return drop;
  }

  private Drop onStun(long nowNanos, CandidatePair pair, byte[] buffer, int offset, int length) {
    Drop drop = stun.wrap(buffer, offset, length);
    if (drop != Drop.NONE) {
      return drop;
    }
    PeerTransport peer = byUfrag.get(stun.receiverUfrag());
    if (peer == null || peer.isClosed()) {
      return Drop.UNKNOWN_PEER;
    }
    drop = peer.onStun(nowNanos, pair, stun);
    if (drop == Drop.NONE && peer.owns(pair)) {
      byPair.put(pair, peer);
    }
    return drop;
  }

  private Drop onOther(
      long nowNanos,
      long arrivedNanos,
      CandidatePair pair,
      Protocol protocol,
      byte[] buffer,
      int offset,
      int length) {
    PeerTransport peer = byPair.get(pair);
    if (peer == null) {
      return Drop.UNKNOWN_PEER;
    }
    if (peer.isClosed() || !peer.owns(pair)) {
      byPair.remove(pair);
      return Drop.UNKNOWN_PEER;
    }
    return peer.onDatagram(nowNanos, arrivedNanos, protocol, buffer, offset, length);
  }

  /** Goes on with the peers whose handshake has made progress; returns how many. */
  public int onHandshakeProgress(long nowNanos) {
    int count = 0;
    String ufrag = progressed.poll();
    while (ufrag != null) {
      PeerTransport peer = byUfrag.get(ufrag);
      if (peer != null) {
        peer.onHandshakeProgress(nowNanos);
      }
      count++;
      ufrag = progressed.poll();
    }
    return count;
  }

  /** When {@link #onDeadline} is due. */
  public long nextDeadlineNanos() {
    return nextSweepNanos;
  }

  /** Ends peers whose time is up and forgets the closed ones. */
  public void onDeadline(long nowNanos) {
    nextSweepNanos = nowNanos + SWEEP_NANOS;
    for (PeerTransport peer : List.copyOf(byUfrag.values())) {
      if (!peer.isClosed()) {
        peer.onDeadline(nowNanos);
      }
    }
    byUfrag.values().removeIf(PeerTransport::isClosed);
    byPair.values().removeIf(PeerTransport::isClosed);
  }

  /** The trunks of this thread. */
  public Channels channels() {
    return channels;
  }

  /** Closes every peer and every trunk. */
  public void close(long nowNanos) {
    for (PeerTransport peer : List.copyOf(byUfrag.values())) {
      peer.close(nowNanos);
    }
    channels.close();
    byUfrag.clear();
    byPair.clear();
  }
}
