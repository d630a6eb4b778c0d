package parley.e2e.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures and tones say what the test believes they say. */
class FakeCaptureTest {
  @Property(tries = 60)
  void aPictureSaysItsSeatAndFrameAtEverySizeAndWithNoise(
      @ForAll @IntRange(min = 1, max = 6) int number,
      @ForAll @IntRange(min = 0, max = 63) int frame,
      @ForAll @IntRange(min = 1, max = 4) int size) {
    int width = 80 * size;
    int height = 60 * size;
    byte[] plane = BlockPicture.luminance(new Seat(number), frame, width, height);
    Random noise = new Random(number * 64L + frame);
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (byte) Math.clamp((plane[i] & 0xFF) + noise.nextInt(-60, 61), 0, 255);
    }
    assertThat(BlockPicture.read(plane, width, height))
        .contains(new BlockPicture.Reading(number, frame));
  }

  @Test
  void aGreyPictureSaysNothing() {
    assertThat(BlockPicture.read(new byte[320 * 240], 320, 240)).isEmpty();
  }

  @Test
  void everySeatHasItsOwnTone() {
    for (int number = 1; number <= Seat.COUNT; number++) {
      assertThat(Seat.ofTone(new Seat(number).toneHz() + 20)).contains(new Seat(number));
    }
    assertThat(Seat.ofTone(0)).isEmpty();
    assertThat(Seat.ofTone(500)).isEmpty();
  }

  @Test
  void theFilesHaveTheSizesThatTheirHeadersPromise(@TempDir Path folder) throws Exception {
    Path video = FakeCapture.camera(folder.resolve("seat.y4m"), new Seat(2), 160, 120, 10);
    String header = "YUV4MPEG2 W160 H120 F10:1 Ip A1:1 C420jpeg\n";
    assertThat(Files.size(video))
        .isEqualTo(header.length() + 64L * ("FRAME\n".length() + 160 * 120 * 3 / 2));
    Path sound = FakeCapture.microphone(folder.resolve("seat.wav"), new Seat(2));
    assertThat(Files.size(sound)).isEqualTo(44 + 48_000 * 8 * 2);
  }
}
