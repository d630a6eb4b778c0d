package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QrPictureTest {
  @Test
  void drawsTheFindersWithinAQuietZone() {
    QrPicture picture = QrPicture.of("parley");
    assertThat(picture.size()).isEqualTo(21 + 8);
    assertThat(picture.path())
        .as("the top edges of both upper finders")
        .startsWith("M4 4h7v1h-7z")
        .contains("M18 4h7v1h-7z");
  }

  @Test
  void isNotPrinted() {
    assertThat(QrPicture.of("a secret").toString()).doesNotContain("M4");
  }
}
