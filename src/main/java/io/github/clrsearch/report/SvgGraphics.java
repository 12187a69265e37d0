package io.github.clrsearch.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Java2D into SVG, with texts as texts, measured without any font of the machine. */
final class SvgGraphics extends SVGGraphics2D {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final int DECIMALS = 2;

  /**
   * Empty paper.
   *
   * @param name begins every identifier, so that several documents may stand in one page
   */
  SvgGraphics(String name, int width, int height) {
    super(context(name), false);
    setSVGCanvasSize(new Dimension(width, height));
  }

  private SvgGraphics(SvgGraphics original) {
    super(original);
  }

  private static SVGGeneratorContext context(String name) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setPrecision(DECIMALS);
    context.setComment(null);
    context.setIDGenerator(
        new SVGIDGenerator() {
          @Override
          public String generateID(String prefix) {
            return name + "-" + super.generateID(prefix);
          }
        });
    SVGGeneratorContext.GraphicContextDefaults defaults =
        new SVGGeneratorContext.GraphicContextDefaults();
    defaults.setFont(new MeasuredFont(Font.PLAIN, Style.TEXT));
    defaults.setPaint(Color.BLACK);
    context.setGraphicContextDefaults(defaults);
    return context;
  }

  private static Document document() {
    try {
      // The JDK's, whatever else is on the class path.
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK has no XML", e);
    }
  }

  @Override
  public Graphics create() {
    return new SvgGraphics(this);
  }

  @Override
  public FontMetrics getFontMetrics(Font font) {
    return font instanceof MeasuredFont measured
        ? measured.metrics()
        : new MeasuredFont(font.getStyle(), font.getSize()).metrics();
  }

  @Override
  public void drawString(String text, float x, float y) {
    super.drawString(allowed(text), x, y);
  }

  /** XML cannot hold every character: a replacement stands for those. */
  static String allowed(String text) {
    StringBuilder allowed = new StringBuilder();
    text.codePoints()
        .map(c -> c >= ' ' && c != 0xfffe && c != 0xffff && !surrogate(c) ? c : 0xfffd)
        .forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  private static boolean surrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /**
   * What was drawn, as a document of SVG that stands alone and refers to nothing.
   *
   * @param title what a screen reader says first
   * @param description what it says when asked for more
   */
  String document(String title, String description) {
    Element root = getRoot();
    Dimension size = getSVGCanvasSize();
    root.setAttribute("viewBox", "0 0 %d %d".formatted(size.width, size.height));
    root.setAttribute("font-family", MeasuredFont.FAMILIES);
    root.setAttribute("role", "img");
    Element first = (Element) root.getFirstChild();
    Map<String, String> texts = Map.of("title", title, "desc", description);
    for (String name : new String[] {"title", "desc"}) {
      Element element = root.getOwnerDocument().createElementNS(NAMESPACE, name);
      element.setTextContent(allowed(texts.get(name)));
      root.insertBefore(element, first);
    }
    return write(root);
  }

  private static String write(Element root) {
    try {
      TransformerFactory factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("a tree of elements is always XML", e);
    }
  }
}
