package parley.relay.peer;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import parley.relay.TrunkParameters;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.srtp.SrtpMasterKey;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.DatagramOutbox;
import parley.relay.wire.ChannelData;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;

/**
 * The trunks of one media thread by channel number, so that all of them share its port. A channel
 * whose keys are renewed has two transports for a while: what is not authentic by the newer keys is
 * tried by the earlier ones. Media thread only.
 */
public final class Channels {
  private static final int BUFFER_BYTES = 2_048;

  private final List<InetSocketAddress> own;
  private final SrtpCrypto crypto;
  private final DatagramOutbox outbox;
  private final DropCounters drops;
  private final TrunkTransport[] newer = new TrunkTransport[ChannelData.COUNT];
  private final TrunkTransport[] earlier = new TrunkTransport[ChannelData.COUNT];
  private final byte[] copy = new byte[BUFFER_BYTES];

  /** None yet; {@code own} are the addresses of the sockets, in the order of their indices. */
  public Channels(
      List<InetSocketAddress> own, SrtpCrypto crypto, DatagramOutbox outbox, DropCounters drops) {
    this.own = List.copyOf(own);
    this.crypto = crypto;
    this.outbox = outbox;
    this.drops = drops;
  }

  /** Expects a far relay; what it sends goes to {@code sink}. */
  public TrunkTransport open(
      long nowNanos,
      TrunkParameters parameters,
      SrtpMasterKey in,
      SrtpMasterKey out,
      MediaSink sink) {
    int slot = parameters.ownChannel() - ChannelData.FIRST;
    TrunkTransport transport =
        new TrunkTransport(
            nowNanos,
            parameters.ownChannel(),
            parameters.farChannel(),
            pairs(parameters.farCandidates()),
            in,
            out,
            crypto,
            outbox,
            drops,
            sink);
    if (newer[slot] != null) {
      end(earlier, slot);
      earlier[slot] = newer[slot];
    }
    newer[slot] = transport;
    return transport;
  }

  /** Every socket of ours from which a candidate may be reached. */
  private List<CandidatePair> pairs(List<InetSocketAddress> far) {
    List<CandidatePair> pairs = new ArrayList<>();
    for (InetSocketAddress candidate : far) {
      for (int socket = 0; socket < own.size(); socket++) {
        if (areOfOneKind(own.get(socket), candidate)) {
          pairs.add(new CandidatePair(socket, candidate));
        }
      }
    }
    return pairs;
  }

  private static boolean areOfOneKind(InetSocketAddress one, InetSocketAddress other) {
    return one.getAddress().getClass() == other.getAddress().getClass()
        && one.getAddress().isLoopbackAddress() == other.getAddress().isLoopbackAddress();
  }

  /** Whether a datagram bears the number of a trunk that is open. */
  public boolean expects(byte[] buffer, int offset, int length) {
    return ChannelData.isWhole(buffer, offset, length)
        && ChannelData.isChannel(ChannelData.channel(buffer, offset))
        && newer[ChannelData.channel(buffer, offset) - ChannelData.FIRST] != null;
  }

  /** Takes channel data; the buffer may be overwritten. Whoever calls counts the verdict. */
  public Drop onDatagram(
      long nowNanos, long arrivedNanos, CandidatePair pair, byte[] buffer, int offset, int length) {
    if (!ChannelData.isWhole(buffer, offset, length)) {
      return Drop.CHANNEL_MALFORMED;
    }
    if (!expects(buffer, offset, length)) {
      return Drop.UNKNOWN_CHANNEL;
    }
    int slot = ChannelData.channel(buffer, offset) - ChannelData.FIRST;
    int from = offset + ChannelData.HEADER_LENGTH;
    int size = length - ChannelData.HEADER_LENGTH;
    if (earlier[slot] == null || size > BUFFER_BYTES) {
      return newer[slot].onPacket(nowNanos, arrivedNanos, pair, buffer, from, size);
    }
    System.arraycopy(buffer, from, copy, 0, size);
    Drop drop = newer[slot].onPacket(nowNanos, arrivedNanos, pair, buffer, from, size);
    boolean taken =
        drop == Drop.NONE
            || earlier[slot] != null
                && earlier[slot].onPacket(nowNanos, arrivedNanos, pair, copy, 0, size) == Drop.NONE;
    return taken ? Drop.NONE : drop;
  }

  /** Ends a transport; more than once does nothing. */
  public void close(TrunkTransport transport) {
    int slot = transport.ownChannel() - ChannelData.FIRST;
    transport.end();
    if (earlier[slot] == transport) {
      earlier[slot] = null;
    }
    if (newer[slot] == transport) {
      newer[slot] = earlier[slot];
      earlier[slot] = null;
    }
  }

  /** Ends whatever has this channel. */
  public void close(int channel) {
    end(newer, channel - ChannelData.FIRST);
    end(earlier, channel - ChannelData.FIRST);
  }

  private static void end(TrunkTransport[] transports, int slot) {
    if (transports[slot] != null) {
      transports[slot].end();
      transports[slot] = null;
    }
  }

  void close() {
    for (int slot = 0; slot < newer.length; slot++) {
      end(newer, slot);
      end(earlier, slot);
    }
  }
}
