package io.github.clrsearch.report;

/**
 * How wide texts are in DejaVu Sans and Verdana, out of a table. Java's own measures need
 * fontconfig, FreeType and a font, none of which a bare server has, and differ from machine to
 * machine: with these, the same rows give the same SVG everywhere. Few fonts are wider, so that a
 * viewer without these two leaves space rather than lets texts overlap.
 */
final class TextWidths {
  /** What SVG viewers look for, in this order. */
  static final String FAMILIES = "'DejaVu Sans', Verdana, sans-serif";

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
  private static final double BOLD = 1.11;

  private TextWidths() {}

  /** The width of a text, in sizes of its font. */
  static double regular(String text) {
    return text.codePoints().map(TextWidths::thousandths).sum() / 1000.0;
  }

  /** The width of a bold text, in sizes of its font. */
  static double bold(String text) {
    return BOLD * regular(text);
  }

  private static int thousandths(int codePoint) {
    int index = codePoint - ' ';
    if (index >= 0 && index < WIDTHS.length) {
      return WIDTHS[index];
    }
    return codePoint < FIRST_IDEOGRAPH ? OTHER : IDEOGRAPH;
  }
}
