package parley.node.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.line.LineKeying;
import parley.relay.TrunkId;
import parley.relay.TrunkParameters;

class TrunksTest {
  private static final TrunkId ID = new TrunkId("t");
  private static final String LINE = "203.0.113.5";
  private static final ToldEnd OWN = told(0x4001, 1, "192.0.2.7:4000");

  private static ToldEnd told(int channel, long turn, String... candidates) {
    return new ToldEnd(channel, turn, addresses(candidates));
  }

  private static List<InetSocketAddress> addresses(String... texts) {
    return Stream.of(texts)
        .map(
            text ->
                new InetSocketAddress(
                    InetAddress.ofLiteral(text.substring(0, text.lastIndexOf(':'))),
                    Integer.parseInt(text.substring(text.lastIndexOf(':') + 1))))
        .toList();
  }

  private record Keying(boolean dialled, InetAddress remote) implements LineKeying {
    @Override
    public byte[] export(String label, byte[] context, int length) {
      byte[] bytes = new byte[length];
      new Random(Arrays.hashCode(context)).nextBytes(bytes);
      return bytes;
    }
  }

  private static LineKeying line(boolean dialled, String remote) {
    return new Keying(dialled, InetAddress.ofLiteral(remote));
  }

  private static List<InetSocketAddress> sendsTo(String line, String... told) {
    ToldEnd far = ToldEnd.read(told(0x4002, 1, told).json());
    return Trunks.between(ID, line(true, line), "talk", OWN, far).farCandidates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.8.7",
        "::1",
        "::ffff:127.0.0.1",
        "169.254.169.254",
        "fe80::1",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1"
      })
  void aCounterpartCannotMakeUsSendToOurselvesOrOurNeighbours(String ip) {
    assertThat(sendsTo(LINE, ip + ":53")).isEqualTo(addresses(LINE + ":53"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.9", "2001:db8::9"})
  void anAddressThatIsAnnouncedIsTriedAfterTheLinesOwn(String ip) {
    assertThat(sendsTo(LINE, ip + ":53")).isEqualTo(addresses(LINE + ":53", ip + ":53"));
  }

  @Test
  void overALineWithinThisMachineItsOtherAddressesAreTriedToo() {
    assertThat(sendsTo("127.0.0.1", "127.0.0.2:53", "0.0.0.0:54"))
        .isEqualTo(addresses("127.0.0.1:53", "127.0.0.1:54", "127.0.0.2:53"));
  }

  @Test
  void howeverManyAreToldOnlyFewAreTried() {
    String[] told =
        Stream.iterate(1, i -> i <= 8, i -> i + 1)
            .map(i -> "198.51.100." + i + ":" + i)
            .toArray(String[]::new);
    assertThat(sendsTo(LINE, told)).hasSize(8);
  }

  @Test
  void bothSidesHaveTheSameKeysAndWhoeverDialledStandsFirst() {
    ToldEnd far = told(0x4002, 7, "198.51.100.9:4000");
    TrunkParameters here = Trunks.between(ID, line(true, LINE), "talk", OWN, far);
    TrunkParameters there = Trunks.between(ID, line(false, LINE), "talk", far, OWN);
    assertThat(here.in()).isEqualTo(there.out()).isNotEqualTo(here.out());
    assertThat(here.out()).isEqualTo(there.in());
    assertThat(here.ownChannel()).isEqualTo(there.farChannel());
    assertThat(there.ownChannel()).isEqualTo(here.farChannel());
  }

  @Test
  void whereANumberComesAgainUnderOneConnectionTheTurnMakesOtherKeys() {
    LineKeying keying = line(true, LINE);
    ToldEnd far = told(0x4002, 1, "198.51.100.9:4000");
    ToldEnd again = told(0x4002, 2, "198.51.100.9:4000");
    TrunkParameters before = Trunks.between(ID, keying, "talk", OWN, far);
    assertThat(Trunks.between(ID, keying, "talk", OWN, again).in()).isNotEqualTo(before.in());
    assertThat(Trunks.between(ID, keying, "test", OWN, far).in()).isNotEqualTo(before.in());
    assertThat(Trunks.between(ID, keying, "talk", OWN, far).in())
        .as("control: of the same they are the same")
        .isEqualTo(before.in());
  }
}
