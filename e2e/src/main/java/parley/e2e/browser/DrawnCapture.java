package parley.e2e.browser;

import parley.e2e.capture.Seat;

/**
 * A camera and a microphone made by a script in the page, where the browser's own carry no seat.
 */
final class DrawnCapture {
  private DrawnCapture() {}

  static String script(Seat seat, int width, int height) {
    return Resource.text("/browser/drawn-capture.js")
        .replace("= SEAT", "= " + seat.number())
        .replace("= TONE_HZ", "= " + seat.toneHz())
        .replace("= WIDTH", "= " + width)
        .replace("= HEIGHT", "= " + height);
  }
}
