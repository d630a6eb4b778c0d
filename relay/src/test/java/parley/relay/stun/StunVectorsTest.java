package parley.relay.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import parley.relay.wire.Drop;

/** The vectors of RFC 5769 with short-term credentials. */
class StunVectorsTest {
  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
  private static final String REQUEST =
      "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74"
          + "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020"
          + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf";
  private static final String RESPONSE_IPV4 =
      "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
          + "002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
          + "80280004c07d4c96";
  private static final String RESPONSE_IPV6 =
      "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
          + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
          + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c";

  private static StunMessage message(byte[] bytes) {
    StunMessage message = new StunMessage();
    assertThat(message.wrap(bytes, 0, bytes.length)).isEqualTo(Drop.NONE);
    return message;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static void assertAuthentic(String vector) {
    StunMessage message = message(hex(vector));
    assertThat(message.fingerprintMatches()).isTrue();
    assertThat(message.integrityMatches(IceLite.hmac(PASSWORD))).isTrue();
    assertThat(message.integrityMatches(IceLite.hmac("another"))).isFalse();
  }

  @Test
  void shouldReadTheSampleRequest() {
    StunMessage message = message(hex(REQUEST));
    assertThat(message.type()).isEqualTo(StunMessage.BINDING_REQUEST);
    assertThat(message.username()).isEqualTo("evtj:h6vY");
    assertThat(message.receiverUfrag()).isEqualTo("evtj");
    assertThat(message.isFromControlled()).isTrue();
    assertThat(message.hasUseCandidate()).isFalse();
    assertThat(message.unknownRequiredAttribute()).isZero();
  }

  @Test
  void shouldFindTheSamplesAuthentic() {
    assertAuthentic(REQUEST);
    assertAuthentic(RESPONSE_IPV4);
    assertAuthentic(RESPONSE_IPV6);
  }

  @Test
  void shouldFindNoChangedSampleAuthentic() {
    byte[] bytes = hex(REQUEST);
    for (int i = 0; i < bytes.length; i++) {
      byte[] forged = bytes.clone();
      forged[i] ^= 1;
      StunMessage message = new StunMessage();
      boolean accepted =
          message.wrap(forged, 0, forged.length) == Drop.NONE
              && message.isComplete()
              && message.fingerprintMatches()
              && message.integrityMatches(IceLite.hmac(PASSWORD));
      assertThat(accepted).as("byte %d", i).isFalse();
    }
  }
}
