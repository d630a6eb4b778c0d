package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final String PLACE = "GPS 56.8389N 60.6057E";

  @Test
  void shouldLetNothingOfTheFileOutButThePicture() throws IOException {
    byte[] file = withExif(jpeg(64, 48), 1);
    assertThat(text(file)).as("control: the file says where it was taken").contains(PLACE);
    Pictures.Result.Drawn drawn = drawn(file);
    assertThat(text(drawn.bytes())).doesNotContain("GPS").doesNotContain("Exif");
    assertThat(ImageIO.read(new ByteArrayInputStream(drawn.bytes())).getWidth()).isEqualTo(64);
  }

  @Test
  void shouldShowAPhotographTheWayTheCameraWasHeld() throws IOException {
    assertThat(drawn(withExif(jpeg(64, 48), 6)).picture())
        .extracting("width", "height")
        .containsExactly(48, 64);
    BufferedImage upright = read(drawn(withExif(jpeg(64, 48), 3)));
    assertThat(new Color(upright.getRGB(60, 44)).getRed())
        .as("the red corner has gone to the other end")
        .isGreaterThan(180);
    assertThat(new Color(read(drawn(jpeg(64, 48))).getRGB(3, 3)).getRed())
        .as("control: it begins at the first")
        .isGreaterThan(180);
  }

  @Test
  void shouldFitAWidePictureToThePage() throws IOException {
    assertThat(drawn(jpeg(4000, 1000)).picture())
        .extracting("width", "height")
        .containsExactly(1600, 400);
  }

  @Test
  void shouldRefuseAFileThatWouldFillTheMemory() throws IOException {
    assertThat(Pictures.draw(pngHeader(60_000, 60_000)))
        .isEqualTo(new Pictures.Result.Refused(Pictures.Fault.TOO_MANY_PIXELS));
    assertThat(Pictures.draw(new byte[Pictures.MAX_BYTES + 1]))
        .isEqualTo(new Pictures.Result.Refused(Pictures.Fault.TOO_LARGE));
  }

  @Test
  void shouldRefuseWhatIsNoPicture() throws IOException {
    byte[] file = jpeg(64, 48);
    assertThat(Pictures.draw(new byte[0]))
        .isEqualTo(new Pictures.Result.Refused(Pictures.Fault.NOT_A_PICTURE));
    assertThat(Pictures.draw("<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Pictures.Result.Refused(Pictures.Fault.NOT_A_PICTURE));
    assertThat(Pictures.draw(Arrays.copyOf(file, 150)))
        .isEqualTo(new Pictures.Result.Refused(Pictures.Fault.NOT_A_PICTURE));
  }

  private static Pictures.Result.Drawn drawn(byte[] file) {
    return (Pictures.Result.Drawn) Pictures.draw(file);
  }

  private static BufferedImage read(Pictures.Result.Drawn drawn) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(drawn.bytes()));
  }

  /** Blue with a red corner at the upper left. */
  private static byte[] jpeg(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 4, height / 4);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** The same file with an Exif segment: an orientation, and a place in plain words. */
  private static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26 + PLACE.length());
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0);
    tiff.put(PLACE.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
    file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
    file.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(tiff.array()).put(jpeg, 2, jpeg.length - 2);
    return file.array();
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer header =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    return ByteBuffer.allocate(33)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put(header.array())
        .putInt((int) crc.getValue())
        .array();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
