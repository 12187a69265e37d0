package io.github.clrsearch.report;

/**
 * Widths of texts in DejaVu Sans and Verdana, from a table. Java's font metrics need fontconfig,
 * FreeType and a font, which a bare server lacks, and differ between machines; with this table the
 * same data gives the same SVG everywhere. Few fonts are wider, so texts do not overlap in viewers
 * without these two.
 */
final class TextWidths {
  /** Font families of the SVG, in order of preference. */
  static final String FAMILIES = "'DejaVu Sans', Verdana, sans-serif";

  /** Widths of the characters from space to tilde, in thousandths of the font size. */
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

  /** Approximate width of bold text relative to regular text. */
  private static final double BOLD = 1.11;

  private TextWidths() {}

  /** Width of a text, relative to the font size. */
  static double regular(String text) {
    return text.codePoints().map(TextWidths::thousandths).sum() / 1000.0;
  }

  /** Width of a bold text, relative to the font size. */
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
