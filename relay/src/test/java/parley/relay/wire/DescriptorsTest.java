package parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
  private final Vp8Descriptor vp8 = new Vp8Descriptor();
  private final DependencyDescriptor dd = new DependencyDescriptor();

  private Drop wrapVp8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return vp8.wrap(bytes, 0, bytes.length);
  }

  @Test
  void shouldReadADescriptorOfOneByte() {
    assertThat(wrapVp8("10ff")).isEqualTo(Drop.NONE);
    assertThat(vp8.length()).isEqualTo(1);
    assertThat(vp8.startsFrame()).isTrue();
    assertThat(vp8.hasPictureId()).isFalse();
    assertThat(vp8.temporalLayer()).isZero();
    wrapVp8("00ff");
    assertThat(vp8.startsFrame()).isFalse();
    wrapVp8("11ff");
    assertThat(vp8.startsFrame()).as("the second partition").isFalse();
  }

  @Test
  void shouldReadAndRewriteALongPictureIdWithLayers() {
    byte[] payload = HexFormat.of().parseHex("90e0ffff20a0cc");
    assertThat(vp8.wrap(payload, 0, payload.length)).isEqualTo(Drop.NONE);
    assertThat(vp8.length()).isEqualTo(6);
    assertThat(vp8.pictureId()).isEqualTo(0x7FFF);
    assertThat(vp8.tl0PicIdx()).isEqualTo(0x20);
    assertThat(vp8.temporalLayer()).isEqualTo(2);
    assertThat(vp8.layerSync()).isTrue();
    vp8.pictureId(0x8001);
    vp8.tl0PicIdx(0x21);
    assertThat(HexFormat.of().formatHex(payload)).isEqualTo("90e0800121a0cc");
  }

  @Test
  void shouldReadAShortPictureId() {
    assertThat(wrapVp8("90805a")).isEqualTo(Drop.NONE);
    assertThat(vp8.pictureIdBits()).isEqualTo(7);
    assertThat(vp8.pictureId()).isEqualTo(0x5A);
  }

  @Test
  void shouldRefuseADescriptorCutShort() {
    assertThat(wrapVp8("")).isEqualTo(Drop.VP8_MALFORMED);
    assertThat(wrapVp8("90")).isEqualTo(Drop.VP8_MALFORMED);
    assertThat(wrapVp8("9080")).isEqualTo(Drop.VP8_MALFORMED);
    assertThat(wrapVp8("908080")).isEqualTo(Drop.VP8_MALFORMED);
    assertThat(wrapVp8("90e0800120")).isEqualTo(Drop.VP8_MALFORMED);
  }

  @Test
  void shouldTellTheFirstPacketOfAKeyFrameByTheStructure() {
    byte[] key = HexFormat.of().parseHex("800123800a");
    assertThat(dd.wrap(key, 0, key.length)).isEqualTo(Drop.NONE);
    assertThat(dd.startOfFrame()).isTrue();
    assertThat(dd.endOfFrame()).isFalse();
    assertThat(dd.frameNumber()).isEqualTo(0x0123);
    assertThat(dd.hasStructure()).isTrue();
    byte[] delta = HexFormat.of().parseHex("c20124");
    assertThat(dd.wrap(delta, 0, delta.length)).isEqualTo(Drop.NONE);
    assertThat(dd.endOfFrame()).isTrue();
    assertThat(dd.hasStructure()).isFalse();
    assertThat(dd.wrap(delta, 0, 2)).isEqualTo(Drop.DEPENDENCY_DESCRIPTOR_MALFORMED);
  }

  @Property
  void noBytesWhatsoeverMakeTheDescriptorsThrow(@ForAll @Size(max = 8) byte[] bytes) {
    if (vp8.wrap(bytes, 0, bytes.length) == Drop.NONE) {
      assertThat(vp8.length()).isLessThanOrEqualTo(bytes.length);
      vp8.temporalLayer();
      vp8.layerSync();
    }
    if (dd.wrap(bytes, 0, bytes.length) == Drop.NONE) {
      dd.hasStructure();
    }
  }

  @Test
  void shouldTellTheProtocolsOfOnePortApart() {
    assertThat(protocol(0, 1)).isEqualTo(Protocol.STUN);
    assertThat(protocol(3, 1)).isEqualTo(Protocol.STUN);
    assertThat(protocol(4, 1)).isEqualTo(Protocol.UNKNOWN);
    assertThat(protocol(16, 1)).as("ZRTP").isEqualTo(Protocol.UNKNOWN);
    assertThat(protocol(20, 254)).isEqualTo(Protocol.DTLS);
    assertThat(protocol(63, 254)).isEqualTo(Protocol.DTLS);
    assertThat(protocol(64, 0)).isEqualTo(Protocol.CHANNEL_DATA);
    assertThat(protocol(79, 255)).isEqualTo(Protocol.CHANNEL_DATA);
    assertThat(protocol(80, 0)).as("no channel of RFC 8656").isEqualTo(Protocol.UNKNOWN);
    assertThat(protocol(128, 96)).isEqualTo(Protocol.RTP);
    assertThat(protocol(128, 0x80 | 96)).as("with marker").isEqualTo(Protocol.RTP);
    assertThat(protocol(191, 200)).isEqualTo(Protocol.RTCP);
    assertThat(protocol(192, 200)).isEqualTo(Protocol.UNKNOWN);
    assertThat(Protocol.of(new byte[1], 0, 1)).isEqualTo(Protocol.UNKNOWN);
  }

  private static Protocol protocol(int first, int second) {
    return Protocol.of(new byte[] {(byte) first, (byte) second}, 0, 2);
  }
}
