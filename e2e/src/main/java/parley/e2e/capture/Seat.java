package parley.e2e.capture;

import java.util.Optional;

/**
 * One of the six places in the test's room. Its number is in its picture, its tone in its sound.
 *
 * @param number 1 to 6
 */
public record Seat(int number) {
  /** How many seats the picture's three bits are used for. */
  public static final int COUNT = 6;

  /** No tone is a multiple of another, so that a harmonic is never taken for a neighbour. */
  private static final int[] TONES_HZ = {440, 610, 790, 1_030, 1_340, 1_730};

  public Seat {
    if (number < 1 || number > COUNT) {
      throw new IllegalArgumentException("no such seat: " + number);
    }
  }

  public int toneHz() {
    return TONES_HZ[number - 1];
  }

  /** The seat whose tone is within 30 Hz of what was heard. */
  public static Optional<Seat> ofTone(double heardHz) {
    for (int i = 0; i < COUNT; i++) {
      if (Math.abs(TONES_HZ[i] - heardHz) <= 30) {
        return Optional.of(new Seat(i + 1));
      }
    }
    return Optional.empty();
  }
}
