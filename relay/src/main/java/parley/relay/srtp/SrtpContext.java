package parley.relay.srtp;

import parley.relay.wire.Drop;
import parley.relay.wire.Octets;
import parley.relay.wire.RtpHeader;

/**
 * Protects or unprotects one direction of a peer's media in place. Each call returns length and
 * verdict packed into an int; {@link #drop} and {@link #length} take them apart.
 */
public final class SrtpContext implements AutoCloseable {
  /** Most SSRCs that a peer may send with: more than 8 sources of three layers with RTX. */
  public static final int MAX_PEER_STREAMS = 64;

  /** Most SSRCs that we send with to one peer, over the life of its keys. */
  public static final int MAX_OWN_STREAMS = 4_096;

  private static final Drop[] DROPS = Drop.values();
  private static final int MAX_RTCP_INDEX = 0x7FFF_FFFF;
  private static final long MAX_RTP_INDEX = 0xFFFF_FFFF_FFFFL;
  private static final SrtpStream UNKNOWN = new SrtpStream(0);

  private final Transform transform;
  private final SrtpStreams streams;
  private final RtpHeader header = new RtpHeader();
  private boolean newest;
  private boolean closed;

  private SrtpContext(Transform transform, int limit) {
    this.transform = transform;
    this.streams = new SrtpStreams(limit);
  }

  /** Protects what we send. */
  public static SrtpContext outbound(SrtpMasterKey key, SrtpCrypto crypto) {
    return new SrtpContext(Transform.sealing(key, crypto), MAX_OWN_STREAMS);
  }

  /** Unprotects what a peer sends. */
  public static SrtpContext inbound(SrtpMasterKey key, SrtpCrypto crypto) {
    return new SrtpContext(Transform.opening(key, crypto), MAX_PEER_STREAMS);
  }

  /** Unprotects what another relay sends: what many publish there, under keys that live long. */
  public static SrtpContext inboundTrunk(SrtpMasterKey key, SrtpCrypto crypto) {
    return new SrtpContext(Transform.opening(key, crypto), MAX_OWN_STREAMS);
  }

  /** The verdict in a result. */
  public static Drop drop(int result) {
    return result >= 0 ? Drop.NONE : DROPS[-result];
  }

  /** The new length in a result whose verdict is {@link Drop#NONE}. */
  public static int length(int result) {
    return result;
  }

  private static int verdict(Drop drop) {
    return -drop.ordinal();
  }

  /** Bytes that protection adds to an RTP packet. */
  public int rtpOverhead() {
    return transform.rtpOverhead();
  }

  /** Bytes that protection adds to an RTCP compound. */
  public int rtcpOverhead() {
    return transform.rtcpOverhead();
  }

  /** Protects an RTP packet; there must be {@link #rtpOverhead} bytes of room behind it. */
  public int protectRtp(byte[] buffer, int offset, int length) {
    Drop drop = header.wrapProtected(buffer, offset, length);
    if (drop != Drop.NONE) {
      return verdict(drop);
    }
    SrtpStream stream = streams.find(header.ssrc(), UNKNOWN);
    long index = stream.estimateIndex(header.sequenceNumber());
    drop = checkRtp(stream, index);
    if (drop != Drop.NONE) {
      return verdict(drop);
    }
    known(stream, header.ssrc()).rtp.mark(index);
    return transform.sealRtp(buffer, offset, header.headerLength(), length, header.ssrc(), index);
  }

  /** Unprotects an RTP packet. */
  public int unprotectRtp(byte[] buffer, int offset, int length) {
    Drop drop = header.wrapProtected(buffer, offset, length);
    if (drop != Drop.NONE) {
      return verdict(drop);
    }
    if (header.headerLength() + transform.rtpOverhead() > length) {
      return verdict(Drop.TOO_SHORT);
    }
    SrtpStream stream = streams.find(header.ssrc(), UNKNOWN);
    long index = stream.estimateIndex(header.sequenceNumber());
    drop = checkRtp(stream, index);
    if (drop != Drop.NONE) {
      return verdict(drop);
    }
    int plain =
        transform.openRtp(buffer, offset, header.headerLength(), length, header.ssrc(), index);
    if (plain == Transform.FORGED) {
      return verdict(Drop.BAD_AUTH_TAG);
    }
    newest = index > stream.rtp.highest();
    known(stream, header.ssrc()).rtp.mark(index); // only what is authentic leaves a trace
    return plain;
  }

  private Drop checkRtp(SrtpStream stream, long index) {
    if (stream == UNKNOWN) {
      return streams.isFull() ? Drop.TOO_MANY_SSRCS : Drop.NONE;
    }
    if (index < 0) {
      return Drop.TOO_OLD;
    }
    return index > MAX_RTP_INDEX ? Drop.KEY_EXHAUSTED : stream.rtp.check(index);
  }

  /** Protects an RTCP compound; there must be {@link #rtcpOverhead} bytes of room behind it. */
  public int protectRtcp(byte[] buffer, int offset, int length) {
    if (length < Transform.RTCP_HEADER_LENGTH) {
      return verdict(Drop.TOO_SHORT);
    }
    int ssrc = Octets.i32(buffer, offset + 4);
    SrtpStream stream = streams.find(ssrc, UNKNOWN);
    if (stream == UNKNOWN && streams.isFull()) {
      return verdict(Drop.TOO_MANY_SSRCS);
    }
    long index = stream.rtcp.highest() + 1;
    if (index > MAX_RTCP_INDEX) {
      return verdict(Drop.KEY_EXHAUSTED);
    }
    known(stream, ssrc).rtcp.mark(index);
    return transform.sealRtcp(buffer, offset, length, ssrc, (int) index);
  }

  /** Unprotects an RTCP compound. */
  public int unprotectRtcp(byte[] buffer, int offset, int length) {
    if (length < Transform.RTCP_HEADER_LENGTH + transform.rtcpOverhead()) {
      return verdict(Drop.TOO_SHORT);
    }
    int ssrc = Octets.i32(buffer, offset + 4);
    int word = Octets.i32(buffer, transform.rtcpIndexOffset(offset, length));
    if ((word & Transform.RTCP_ENCRYPTED) == 0) {
      return verdict(Drop.BAD_AUTH_TAG); // there is no unencrypted mode
    }
    int index = word & MAX_RTCP_INDEX;
    SrtpStream stream = streams.find(ssrc, UNKNOWN);
    Drop drop = checkRtcp(stream, index);
    if (drop != Drop.NONE) {
      return verdict(drop);
    }
    int plain = transform.openRtcp(buffer, offset, length, ssrc, index);
    if (plain == Transform.FORGED) {
      return verdict(Drop.BAD_AUTH_TAG);
    }
    newest = index > stream.rtcp.highest();
    known(stream, ssrc).rtcp.mark(index);
    return plain;
  }

  private Drop checkRtcp(SrtpStream stream, int index) {
    if (stream == UNKNOWN) {
      return streams.isFull() ? Drop.TOO_MANY_SSRCS : Drop.NONE;
    }
    return stream.rtcp.check(index);
  }

  /** Whether the packet that was unprotected last is newer than all before it of its SSRC. */
  public boolean wasNewest() {
    return newest;
  }

  private SrtpStream known(SrtpStream stream, int ssrc) {
    return stream == UNKNOWN ? streams.add(new SrtpStream(ssrc)) : stream;
  }

  /** Frees the ciphers; nothing may be called afterwards. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      transform.close();
    }
  }
}
