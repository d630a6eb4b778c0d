package parley.node.press;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: the one thing in a photograph's metadata that must be obeyed before the
 * rest is thrown away.
 *
 * @param value of the Exif tag Orientation, 1 to 8; 1 is upright
 */
record Orientation(int value) {
  static final Orientation UPRIGHT = new Orientation(1);

  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int APP1 = 0xFFE1;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int EXIF = 0x45786966;
  private static final int TAG_ORIENTATION = 0x0112;

  /** Reads a JPEG file's Exif; upright when it has none or is damaged. */
  static Orientation of(byte[] file) {
    try {
      ByteBuffer in = ByteBuffer.wrap(file);
      if ((in.getShort() & 0xFFFF) != START_OF_IMAGE) {
        return UPRIGHT;
      }
      while (in.remaining() > 4) {
        int marker = in.getShort() & 0xFFFF;
        int length = in.getShort() & 0xFFFF;
        if (marker == APP1 && in.getInt(in.position()) == EXIF) {
          return ofTiff(in.slice(in.position() + 6, length - 8));
        }
        if (marker == START_OF_SCAN) {
          return UPRIGHT;
        }
        in.position(in.position() + length - 2);
      }
      return UPRIGHT;
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | IndexOutOfBoundsException damaged) {
      return UPRIGHT;
    }
  }

  private static Orientation ofTiff(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG_ORIENTATION) {
        int value = tiff.getShort(entry + 8) & 0xFFFF;
        return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** The picture turned as it was seen. */
  BufferedImage upright(BufferedImage image) {
    if (value == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean onItsSide = value >= 5;
    BufferedImage turned =
        new BufferedImage(
            onItsSide ? height : width, onItsSide ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(image, turning(width, height), null);
    graphics.dispose();
    return turned;
  }

  private AffineTransform turning(int width, int height) {
    return switch (value) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
