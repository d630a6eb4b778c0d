package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FormTest {
  @Property(tries = 200)
  void shouldReadBackWhateverWasTyped(@ForAll @Size(max = 5) List<String> values) {
    String body =
        String.join(
            "&",
            values.stream()
                .map(value -> "x=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .toList());
    List<String> typed = values.stream().map(FormTest::asUtf8).toList();
    assertThat(Form.parse(body).all("x")).isEqualTo(typed);
  }

  @Property(tries = 200)
  void shouldReadBackAnUploadedFile(@ForAll byte[] file, @ForAll String text) {
    String boundary = "----boundary7MA4";
    Form form =
        Multipart.parse(
            "multipart/form-data; boundary=" + boundary, multipart(boundary, text, file));
    assertThat(form.raw("title")).isEqualTo(asUtf8(text));
    assertThat(form.upload("picture").orElseThrow().bytes()).isEqualTo(file);
    assertThat(form.upload("picture").orElseThrow().type()).isEqualTo("image/png");
    assertThat(form.upload("none")).isEmpty();
  }

  @Property(tries = 500)
  void shouldRefuseWhatIsNoMultipartBodyRatherThanFail(@ForAll byte[] noise) {
    byte[] body = concat("--b\r\n".getBytes(StandardCharsets.UTF_8), noise);
    try {
      Multipart.parse("multipart/form-data; boundary=b", body);
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageContaining("part");
    }
  }

  @Test
  void shouldNotPrintWhatPeopleTyped() {
    assertThat(Form.parse("secret=tuesday")).hasToString("Form[secret]");
    assertThatIllegalArgumentException().isThrownBy(() -> Form.parse("a=1&".repeat(1_001)));
  }

  private static byte[] multipart(String boundary, String text, byte[] file) {
    String head =
        "--%1$s\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n%2$s\r\n--%1$s\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
            .formatted(boundary, text);
    String end = "\r\n--" + boundary + "--\r\n";
    return concat(
        concat(head.getBytes(StandardCharsets.UTF_8), file), end.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A lone surrogate cannot be sent by anybody. */
  private static String asUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
