package io.github.clrsearch.report;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.text.AttributedCharacterIterator.Attribute;
import java.util.Locale;
import java.util.Map;

/**
 * A sans-serif font whose letters are as wide as DejaVu Sans's and Verdana's, out of a table.
 * Java's own measures need fontconfig, FreeType and a font, none of which a bare server has, and
 * differ from machine to machine: with these, the same rows give the same SVG everywhere. Few fonts
 * are wider, so that a viewer without these two leaves space rather than lets texts overlap.
 */
final class MeasuredFont extends Font {
  /** What SVG viewers look for, in this order. */
  static final String FAMILIES = "'DejaVu Sans', Verdana, sans-serif";

  private static final float ASCENT = 0.928f;
  private static final float DESCENT = 0.236f;

  /** Widths of the characters from the space to the tilde, in thousandths of the size. */
  private static final int[] WIDTHS = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838
  };

  private static final int OTHER = 640;
  private static final int IDEOGRAPH = 1000;
  private static final int FIRST_IDEOGRAPH = 0x2e80;

  /** Bold letters are wider by about this much. */
  private static final double BOLD_FACTOR = 1.11;

  MeasuredFont(int style, int size) {
    super(SANS_SERIF, style, size);
  }

  /** The metrics of this font. */
  FontMetrics metrics() {
    return new Metrics(this);
  }

  /** The width of a text in points. */
  double width(String text) {
    double thousandths = text.codePoints().map(MeasuredFont::width).sum();
    return thousandths / 1000 * getSize2D() * (isBold() ? BOLD_FACTOR : 1);
  }

  private static int width(int codePoint) {
    int index = codePoint - ' ';
    if (index >= 0 && index < WIDTHS.length) {
      return WIDTHS[index];
    }
    return codePoint < FIRST_IDEOGRAPH ? OTHER : IDEOGRAPH;
  }

  /** Asked for by SVG; Java would look for the font. */
  @Override
  public String getFamily(Locale locale) {
    return SANS_SERIF;
  }

  @Override
  public String getFamily() {
    return SANS_SERIF;
  }

  /** Asked for by SVG, too: the same letters in another size. */
  @Override
  public Font deriveFont(Map<? extends Attribute, ?> attributes) {
    Object size = attributes.get(TextAttribute.SIZE);
    return new MeasuredFont(
        getStyle(), size instanceof Number number ? number.intValue() : getSize());
  }

  @Override
  public LineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new Line(text.length(), getSize2D());
  }

  @Override
  public Rectangle2D getStringBounds(String text, FontRenderContext context) {
    float size = getSize2D();
    return new Rectangle2D.Double(0, -ASCENT * size, width(text), (ASCENT + DESCENT) * size);
  }

  private static final class Metrics extends FontMetrics {
    private final transient MeasuredFont measured;

    Metrics(MeasuredFont font) {
      super(font);
      this.measured = font;
    }

    @Override
    public int getAscent() {
      return Math.round(ASCENT * measured.getSize2D());
    }

    @Override
    public int getDescent() {
      return Math.round(DESCENT * measured.getSize2D());
    }

    @Override
    public int stringWidth(String text) {
      return (int) Math.ceil(measured.width(text));
    }

    @Override
    public int charsWidth(char[] data, int off, int len) {
      return stringWidth(new String(data, off, len));
    }

    @Override
    public int charWidth(char c) {
      return stringWidth(String.valueOf(c));
    }

    @Override
    public int charWidth(int codePoint) {
      return stringWidth(Character.toString(codePoint));
    }
  }

  private static final class Line extends LineMetrics {
    private final int characters;
    private final float size;

    Line(int characters, float size) {
      this.characters = characters;
      this.size = size;
    }

    @Override
    public int getNumChars() {
      return characters;
    }

    @Override
    public float getAscent() {
      return ASCENT * size;
    }

    @Override
    public float getDescent() {
      return DESCENT * size;
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return getAscent() + getDescent();
    }

    @Override
    public int getBaselineIndex() {
      return ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[3];
    }

    @Override
    public float getStrikethroughOffset() {
      return -getAscent() / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return size / 20;
    }

    @Override
    public float getUnderlineOffset() {
      return getDescent() / 2;
    }

    @Override
    public float getUnderlineThickness() {
      return size / 20;
    }
  }
}
