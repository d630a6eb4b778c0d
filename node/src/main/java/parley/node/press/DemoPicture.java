package parley.node.press;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Draws the demo's picture: a domed house by the water in the evening. Nobody's photograph, so
 * nobody's rights.
 */
final class DemoPicture {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 900;
  private static final int SHORE = 620;
  private static final int HOUSE_LEFT = 430;
  private static final int HOUSE_WIDTH = 740;
  private static final int COLUMNS = 12;

  private static final Color SKY_HIGH = new Color(0x2F4A5C);
  private static final Color SKY_LOW = new Color(0xE3BE96);
  private static final Color SUN = new Color(0xF6DFB8);
  private static final Color HILLS = new Color(0x5D6A6C);
  private static final Color HOUSE = new Color(0x22303A);
  private static final Color WINDOWS = new Color(0xF0CF93);
  private static final Color WATER = new Color(0x2A3F4D);

  private final Graphics2D pen;

  private DemoPicture(Graphics2D pen) {
    this.pen = pen;
  }

  static BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    DemoPicture picture = new DemoPicture(pen);
    picture.sky();
    picture.hills();
    picture.house();
    picture.water(image);
    pen.dispose();
    return image;
  }

  private void sky() {
    pen.setPaint(new GradientPaint(0, 0, SKY_HIGH, 0, SHORE, SKY_LOW));
    pen.fill(new Rectangle2D.Double(0, 0, WIDTH, SHORE));
    pen.setColor(SUN);
    pen.fill(new Ellipse2D.Double(1210, 330, 130, 130));
  }

  private void hills() {
    pen.setColor(HILLS);
    Path2D ridge = new Path2D.Double();
    ridge.moveTo(0, SHORE);
    ridge.lineTo(0, 520);
    ridge.curveTo(220, 430, 380, 500, 560, 520);
    ridge.curveTo(820, 550, 1000, 430, 1230, 480);
    ridge.curveTo(1400, 515, 1500, 470, WIDTH, 500);
    ridge.lineTo(WIDTH, SHORE);
    ridge.closePath();
    pen.fill(ridge);
  }

  private void house() {
    double middle = HOUSE_LEFT + HOUSE_WIDTH / 2.0;
    pen.setColor(HOUSE);
    pen.fill(new Rectangle2D.Double(HOUSE_LEFT, 450, HOUSE_WIDTH, SHORE - 450));
    pen.fill(new Rectangle2D.Double(HOUSE_LEFT - 22, 436, HOUSE_WIDTH + 44, 18));
    Path2D gable = new Path2D.Double();
    gable.moveTo(middle - 170, 438);
    gable.lineTo(middle, 375);
    gable.lineTo(middle + 170, 438);
    gable.closePath();
    pen.fill(gable);
    pen.fill(new Rectangle2D.Double(middle - 78, 320, 156, 70));
    pen.fill(new Ellipse2D.Double(middle - 78, 245, 156, 156));
    pen.setStroke(new BasicStroke(5));
    pen.draw(new Path2D.Double(new Line2D.Double(middle, 250, middle, 160)));
    pen.fill(new Rectangle2D.Double(middle, 162, 74, 40));
    pen.setColor(WINDOWS);
    double step = (double) HOUSE_WIDTH / COLUMNS;
    for (int i = 0; i < COLUMNS; i++) {
      pen.fill(new Rectangle2D.Double(HOUSE_LEFT + step * i + step / 2 - 9, 486, 18, 46));
      pen.fill(new Rectangle2D.Double(HOUSE_LEFT + step * i + step / 2 - 9, 556, 18, 40));
    }
  }

  /** The upper part upside down, darker and lower, with thin lines of light. */
  private void water(BufferedImage image) {
    BufferedImage above =
        image.getSubimage(0, SHORE - (HEIGHT - SHORE) * 2, WIDTH, (HEIGHT - SHORE) * 2);
    BufferedImage mirrored =
        new BufferedImage(WIDTH, above.getHeight(), BufferedImage.TYPE_INT_RGB);
    mirrored.createGraphics().drawImage(above, 0, 0, null);
    pen.drawImage(mirrored, new AffineTransform(1, 0, 0, -0.5, 0, HEIGHT), null);
    pen.setColor(new Color(WATER.getRed(), WATER.getGreen(), WATER.getBlue(), 170));
    pen.fill(new Rectangle2D.Double(0, SHORE, WIDTH, HEIGHT - SHORE));
    pen.setColor(new Color(246, 223, 184, 46));
    for (int y = SHORE + 8; y < HEIGHT; y += 17) {
      double half = 60 + (y - SHORE) * 0.9;
      pen.fill(new Rectangle2D.Double(1275 - half, y, 2 * half, 3));
    }
  }
}
