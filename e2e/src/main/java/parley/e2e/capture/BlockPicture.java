package parley.e2e.capture;

import java.util.Optional;

/**
 * A picture of 4 by 3 blocks that survives video compression at any size: one white and one black
 * block to compare with, three bits of seat with their parity, six bits of frame counter. The page
 * script {@code measure.js} reads the same layout.
 */
public final class BlockPicture {
  static final int COLUMNS = 4;
  static final int ROWS = 3;

  /** After so many frames the counter starts again. */
  public static final int FRAMES = 64;

  /** Video black and white: the luminance range of BT.601 is 16 to 235. */
  private static final byte BLACK = 16;

  private static final byte WHITE = (byte) 235;

  /** What a picture says. */
  public record Reading(int seat, int frame) {}

  private BlockPicture() {}

  /** Bits of the twelve blocks, row by row, the first block in bit 0. */
  static int bits(Seat seat, int frame) {
    int parity = Integer.bitCount(seat.number()) & 1;
    return 1 | seat.number() << 2 | parity << 5 | (frame % FRAMES) << 6;
  }

  /** The luminance plane, one byte for each pixel. */
  static byte[] luminance(Seat seat, int frame, int width, int height) {
    int bits = bits(seat, frame);
    byte[] plane = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int block = (y * ROWS / height) * COLUMNS + x * COLUMNS / width;
        plane[y * width + x] = (bits >> block & 1) == 1 ? WHITE : BLACK;
      }
    }
    return plane;
  }

  /** Reads a luminance plane as {@code measure.js} does; empty if it is no such picture. */
  static Optional<Reading> read(byte[] plane, int width, int height) {
    double[] level = new double[COLUMNS * ROWS];
    for (int block = 0; block < level.length; block++) {
      level[block] = meanOfInner(plane, width, height, block);
    }
    if (level[0] - level[1] < 80) {
      return Optional.empty();
    }
    int bits = 0;
    for (int block = 0; block < level.length; block++) {
      bits |= level[block] > (level[0] + level[1]) / 2 ? 1 << block : 0;
    }
    int seat = bits >> 2 & 7;
    boolean whole = (Integer.bitCount(seat) & 1) == (bits >> 5 & 1) && seat >= 1;
    return whole && seat <= Seat.COUNT
        ? Optional.of(new Reading(seat, bits >> 6 & (FRAMES - 1)))
        : Optional.empty();
  }

  /** The middle half of a block: its edges are blurred by compression. */
  private static double meanOfInner(byte[] plane, int width, int height, int block) {
    int blockWidth = width / COLUMNS;
    int blockHeight = height / ROWS;
    int left = (block % COLUMNS) * blockWidth + blockWidth / 4;
    int top = (block / COLUMNS) * blockHeight + blockHeight / 4;
    long sum = 0;
    for (int y = top; y < top + blockHeight / 2; y++) {
      for (int x = left; x < left + blockWidth / 2; x++) {
        sum += plane[y * width + x] & 0xFF;
      }
    }
    return (double) sum / (blockWidth / 2) / (blockHeight / 2);
  }
}
