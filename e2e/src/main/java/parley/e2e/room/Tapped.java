package parley.e2e.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Somebody in the room whose page runs another worker than the room's, or tells what it says. */
public final class Tapped {
  private final Participant participant;

  public Tapped(Participant participant) {
    this.participant = participant;
  }

  /** Frames of others: those that came, and those that a key opened. */
  public record Count(long frames, long opened) {
    /** What was added since. */
    public Count since(Count earlier) {
      return new Count(frames - earlier.frames, opened - earlier.opened);
    }
  }

  public Participant participant() {
    return participant;
  }

  /** The base keys that a leaking worker has told, as JSON. */
  public String leaks() {
    return look("leaks()").toString();
  }

  /** The same as bytes. */
  public List<byte[]> leakedKeys() {
    return stream(look("leaks()")).map(Tapped::keyOf).toList();
  }

  private static byte[] keyOf(JsonNode leak) {
    JsonNode bytes = leak.path(1);
    byte[] key = new byte[bytes.size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) bytes.path(i).asInt();
    }
    return key;
  }

  /** Gives a wiretap base keys. */
  public void tell(String leaks) {
    look("tell(" + leaks + ") ?? null");
  }

  /** What a wiretap has of one person. */
  public Count count(String person, String purpose) {
    JsonNode source = look("count()").path(person + " " + purpose);
    return new Count(source.path("frames").asLong(), source.path("opened").asLong());
  }

  /** Every message of her page's WebSockets, both ways. */
  public List<String> messages() {
    return stream(look("messages")).map(JsonNode::asText).toList();
  }

  private JsonNode look(String expression) {
    return participant.page().evaluate("parleyTap." + expression);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Bytes in every form in which they could stand in a text: as they are, hex, base64. */
  public static List<byte[]> forms(byte[] secret) {
    Stream<String> shifted =
        Stream.of(0, 1, 2)
            .flatMap(shift -> Stream.of(middle(secret, shift, true), middle(secret, shift, false)));
    return Stream.concat(
            Stream.of(secret),
            Stream.concat(Stream.of(java.util.HexFormat.of().formatHex(secret)), shifted)
                .map(form -> form.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .toList();
  }

  /** Base64 of the bytes behind so many others, without what depends on their neighbours. */
  private static String middle(byte[] secret, int shift, boolean url) {
    byte[] shifted = new byte[shift + secret.length];
    System.arraycopy(secret, 0, shifted, shift, secret.length);
    Base64.Encoder encoder = url ? Base64.getUrlEncoder() : Base64.getEncoder();
    String all = encoder.withoutPadding().encodeToString(shifted);
    return all.substring(shift == 0 ? 0 : shift + 1, all.length() - 2);
  }
}
