package parley.node.press;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import parley.node.press.publicview.PublicPicture;
import parley.node.words.Slug;

/**
 * Draws an uploaded picture anew, so that nothing of the file but what the eye sees gets out: no
 * place, no camera, no time, no thumbnail, no program. Pure.
 */
final class Pictures {
  /** Largest file. */
  static final int MAX_BYTES = 8 << 20;

  /** Most pixels that a file may have. */
  static final long MAX_PIXELS = 40_000_000;

  /**
   * Most pixels of it that are decoded, four bytes of memory each; of a larger one every second or
   * third.
   */
  static final long MAX_DECODED = 8_000_000;

  /** Widest side of what is published. */
  static final int MAX_SIDE = 1600;

  private static final float QUALITY = 0.88f;

  /** The formats that we let the platform's readers take. */
  private static final Set<String> FORMATS = Set.of("jpeg", "png", "gif", "bmp");

  /** However many upload at once, two are drawn. */
  private static final Semaphore TURNS = new Semaphore(2);

  private Pictures() {}

  /** What became of a file. */
  sealed interface Result {
    /** Fit to publish. */
    record Drawn(PublicPicture picture, byte[] bytes) implements Result {}

    /** Not taken, and why. */
    record Refused(Fault fault) implements Result {}
  }

  /** Why a file is not taken. */
  enum Fault {
    TOO_LARGE,
    TOO_MANY_PIXELS,
    NOT_A_PICTURE;

    /** Its name in keys of words. */
    String slug() {
      return Slug.of(this);
    }
  }

  /** Draws the JPEG, PNG, GIF or BMP file anew as a JPEG. */
  static Result draw(byte[] file) {
    if (file.length > MAX_BYTES) {
      return new Result.Refused(Fault.TOO_LARGE);
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        if (isOurs(reader)) {
          return inTurn(reader, in, Orientation.of(file));
        }
        reader.dispose();
      }
      return new Result.Refused(Fault.NOT_A_PICTURE);
    } catch (IOException | RuntimeException broken) {
      return new Result.Refused(Fault.NOT_A_PICTURE);
    }
  }

  private static boolean isOurs(ImageReader reader) throws IOException {
    return Arrays.stream(reader.getOriginatingProvider().getFormatNames())
        .anyMatch(name -> FORMATS.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static Result inTurn(ImageReader reader, ImageInputStream in, Orientation orientation)
      throws IOException {
    TURNS.acquireUninterruptibly();
    try {
      return draw(reader, in, orientation);
    } finally {
      TURNS.release();
    }
  }

  /** Writes a picture drawn by ourselves. */
  static Result.Drawn encode(BufferedImage image) {
    byte[] bytes = jpeg(image);
    return new Result.Drawn(
        new PublicPicture(sha256(bytes), "image/jpeg", image.getWidth(), image.getHeight()), bytes);
  }

  private static Result draw(ImageReader reader, ImageInputStream in, Orientation orientation)
      throws IOException {
    try {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MAX_PIXELS) {
        return new Result.Refused(Fault.TOO_MANY_PIXELS);
      }
      ImageReadParam parameters = reader.getDefaultReadParam();
      int step = (int) Math.ceil(Math.sqrt((double) pixels / MAX_DECODED));
      parameters.setSourceSubsampling(step, step, 0, 0);
      return encode(orientation.upright(fit(reader.read(0, parameters))));
    } finally {
      reader.dispose();
    }
  }

  /**
   * On white, no wider or higher than allowed. Halves step by step, since one big step would alias.
   */
  private static BufferedImage fit(BufferedImage image) {
    double scale = Math.min(1, (double) MAX_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage current = image;
    while (current.getWidth() > 2 * width) {
      current = scaled(current, (current.getWidth() + 1) / 2, (current.getHeight() + 1) / 2);
    }
    return scaled(current, width, height);
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return result;
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
