package parley.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.UDPTransport;
import parley.relay.Codecs;
import parley.relay.HeaderExtensions;
import parley.relay.IceCredentials;
import parley.relay.JoinParameters;
import parley.relay.JoinReply;
import parley.relay.PeerEvent;
import parley.relay.PeerId;
import parley.relay.Room;
import parley.relay.TrackOffer;
import parley.relay.dtls.DtlsIdentity;
import parley.relay.dtls.DtlsState;
import parley.relay.dtls.SrtpClient;
import parley.relay.srtp.SrtpContext;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.srtp.SrtpProfile;

/** As much of a browser as it takes to send and receive media through a relay's socket. */
final class Caller implements AutoCloseable {
  static final int PAYLOAD_TYPE = 96;
  static final int RTP_HEADER = 12;

  private static final int MTU = 1_400;
  private static final int DATAGRAM = 2_048;
  private static final int MAGIC_COOKIE = 0x2112_A442;
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<PeerEvent> events = new LinkedBlockingQueue<>();
  private final SecureRandom random = new SecureRandom();
  private final DtlsIdentity identity = DtlsIdentity.generate(random, Instant.now());
  private final IceCredentials credentials = new IceCredentials("call", "a password of 22 letters");
  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final Room room;
  private final PeerId id;
  private SrtpContext outbound;
  private SrtpContext inbound;

  Caller(Room room, String name) throws IOException {
    this.room = room;
    id = new PeerId(name);
  }

  PeerId id() {
    return id;
  }

  /** Comes in: connectivity check, handshake, keys. */
  JoinReply join(TrackOffer... offers) throws Exception {
    room.join(
        new JoinParameters(
            id,
            credentials,
            identity.fingerprint(),
            new Codecs(111, PAYLOAD_TYPE, 0),
            HeaderExtensions.NONE,
            List.of(offers)),
        events::add);
    JoinReply reply = next(PeerEvent.Joined.class).reply();
    InetSocketAddress relay = reply.candidates().getFirst();
    socket.connect(relay);
    byte[] check = check(reply.ice());
    socket.send(new DatagramPacket(check, check.length));
    SrtpClient client = new SrtpClient(identity, reply.dtls(), SrtpProfile.AEAD_AES_128_GCM.code());
    new DTLSClientProtocol().connect(client, new OnlyDtls(socket));
    DtlsState.Established keys = client.keys().orElseThrow();
    outbound = SrtpContext.outbound(keys.outbound(), SrtpCrypto.best());
    inbound = SrtpContext.inbound(keys.inbound(), SrtpCrypto.best());
    next(PeerEvent.Connected.class);
    return reply;
  }

  <E extends PeerEvent> E next(Class<E> kind) throws InterruptedException {
    while (true) {
      PeerEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new IllegalStateException(id + " waits for " + kind.getSimpleName());
      }
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  /** What a handshake may read of the socket: answers to checks are not for it. */
  private static final class OnlyDtls extends UDPTransport {
    private static final int FIRST = 20;
    private static final int LAST = 63;

    OnlyDtls(DatagramSocket socket) throws IOException {
      super(socket, MTU);
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      int received = super.receive(buffer, offset, length, waitMillis);
      boolean dtls = received > 0 && buffer[offset] >= FIRST && buffer[offset] <= LAST;
      return dtls ? received : -1;
    }
  }

  /** Sends a picture's packet of so many bytes that holds {@code stamp}. */
  void send(int ssrc, int sequenceNumber, int bytes, long stamp) throws IOException {
    byte[] packet = new byte[bytes + 32];
    ByteBuffer.wrap(packet)
        .put((byte) 0x80)
        .put((byte) (0x80 | PAYLOAD_TYPE))
        .putShort((short) sequenceNumber)
        .putInt(sequenceNumber * 90)
        .putInt(ssrc)
        .put((byte) 0x10)
        .putLong(stamp);
    int length = SrtpContext.length(outbound.protectRtp(packet, 0, bytes));
    socket.send(new DatagramPacket(packet, length));
  }

  /** Hands over sequence-independent stamp and time of whatever arrives, until the end. */
  Thread listen(BiConsumer<Long, Long> heard) {
    return Thread.ofPlatform().daemon().start(() -> receive(heard));
  }

  private void receive(BiConsumer<Long, Long> heard) {
    DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
    while (!socket.isClosed()) {
      try {
        socket.setSoTimeout(0);
        packet.setLength(DATAGRAM);
        socket.receive(packet);
      } catch (IOException e) {
        return; // closed
      }
      long now = System.nanoTime();
      byte[] bytes = packet.getData();
      if ((bytes[1] & 0x7F) == PAYLOAD_TYPE) {
        int result = inbound.unprotectRtp(bytes, 0, packet.getLength());
        if (result > RTP_HEADER + Long.BYTES) {
          heard.accept(ByteBuffer.wrap(bytes).getLong(RTP_HEADER + 1), now);
        }
      }
    }
  }

  /** A connectivity check that nominates (RFC 8489, RFC 8445). */
  private byte[] check(IceCredentials relay) throws GeneralSecurityException {
    byte[] transaction = new byte[12];
    random.nextBytes(transaction);
    ByteBuffer message = ByteBuffer.allocate(256);
    message.putShort((short) 1).putShort((short) 0).putInt(MAGIC_COOKIE).put(transaction);
    attribute(message, 0x0006, text(relay.ufrag() + ":" + credentials.ufrag()));
    attribute(message, 0x0024, new byte[] {0x6E, 0, 1, (byte) 0xFF});
    attribute(message, 0x802A, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    attribute(message, 0x0025, new byte[0]);
    Mac hmac = Mac.getInstance("HmacSHA1");
    hmac.init(new SecretKeySpec(text(relay.pwd()), "HmacSHA1"));
    message.putShort(2, (short) (message.position() + 24 - 20));
    hmac.update(message.array(), 0, message.position());
    attribute(message, 0x0008, hmac.doFinal());
    message.putShort(2, (short) (message.position() + 8 - 20));
    CRC32 crc = new CRC32();
    crc.update(message.array(), 0, message.position());
    int fingerprint = (int) crc.getValue() ^ 0x5354_554E;
    attribute(message, 0x8028, ByteBuffer.allocate(4).putInt(fingerprint).array());
    return java.util.Arrays.copyOf(message.array(), message.position());
  }

  private static void attribute(ByteBuffer message, int type, byte[] value) {
    message.putShort((short) type).putShort((short) value.length).put(value);
    message.position(message.position() + (4 - value.length % 4) % 4);
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    socket.close();
  }
}
