package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
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

  /** A whole file, not a header: 17,400 times 17,400 in forty kilobytes. */
  @Test
  void aPictureOf300MegapixelsNeverFillsTheMemory() throws Exception {
    byte[] bomb = blackPng(17_400, 17_400);
    assertThat(bomb.length).isLessThan(100_000);
    byte[] large = blackPng(6_300, 6_300);
    try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
      List<Future<Long>> refused = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        refused.add(
            pool.submit(
                () ->
                    allocated(
                        () ->
                            assertThat(Pictures.draw(bomb))
                                .isEqualTo(
                                    new Pictures.Result.Refused(Pictures.Fault.TOO_MANY_PIXELS)))));
      }
      for (Future<Long> each : refused) {
        assertThat(each.get()).isLessThan(4 << 20);
      }
    }
    long taken = allocated(() -> assertThat(drawn(large).picture().width()).isEqualTo(1600));
    assertThat(taken).as("control: one that is taken needs more").isGreaterThan(4 << 20);
    assertThat(taken).as("and no four bytes for each of 40 million").isLessThan(100L << 20);
  }

  private static long allocated(Runnable work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void aScriptInsideAPictureDoesNotGetOut() throws IOException {
    byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    byte[] jpeg = jpeg(64, 48);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + 2 * script.length);
    file.put(jpeg, 0, 2).putShort((short) 0xFFFE).putShort((short) (2 + script.length));
    file.put(script).put(jpeg, 2, jpeg.length - 2).put(script);
    assertThat(text(file.array())).as("control").contains("<script>");
    assertThat(text(drawn(file.array()).bytes())).doesNotContain("script");
  }

  @Test
  void takesNoFormatButTheFourThatItNames() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY);
    for (String refused : List.of("wbmp", "tiff")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(ImageIO.write(image, refused, out)).as(refused).isTrue();
      assertThat(Pictures.draw(out.toByteArray())).isInstanceOf(Pictures.Result.Refused.class);
    }
    for (String taken : List.of("png", "gif", "bmp")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, taken, out);
      assertThat(Pictures.draw(out.toByteArray())).isInstanceOf(Pictures.Result.Drawn.class);
    }
  }

  /** One bit a pixel, all black. */
  private static byte[] blackPng(int width, int height) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] row = new byte[1 + (width + 7) / 8];
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < height; y++) {
        deflater.write(row);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {1, 0, 0, 0, 0})
            .array();
    chunk(file, "IHDR", header);
    chunk(file, "IDAT", packed.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String name, byte[] data)
      throws IOException {
    byte[] all =
        ByteBuffer.allocate(4 + data.length)
            .put(name.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 crc = new CRC32();
    crc.update(all);
    file.write(ByteBuffer.allocate(4).putInt(data.length).array());
    file.write(all);
    file.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
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
