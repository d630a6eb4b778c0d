package parley.node.line;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code, drawn as one path of an SVG.
 *
 * @param size of the whole, in modules, with the quiet zone around it
 * @param path of the dark modules
 */
public record QrPicture(int size, String path) {
  /** ISO/IEC 18004 section 6.3.8. */
  private static final int QUIET = 4;

  /** Draws {@code text} with as little redundancy as there is: it is read from a screen. */
  static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int from = x;
        while (code.getModule(x, y)) { // outside it is light
          x++;
        }
        if (x > from) {
          path.append("M%d %dh%3$dv1h-%3$dz".formatted(from + QUIET, y + QUIET, x - from));
        }
      }
    }
    return new QrPicture(code.size + 2 * QUIET, path.toString());
  }

  @Override
  public String toString() {
    return "QrPicture[redacted]";
  }
}
