package io.github.clrsearch.report;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What stands in a picture, by a parser of XML that fetches nothing. */
record Svg(Document document) {

  static Svg of(Picture picture) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return new Svg(factory.newDocumentBuilder().parse(new ByteArrayInputStream(picture.svg())));
  }

  Stream<Element> elements(String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  /** All texts in the order of drawing. */
  List<String> texts() {
    return elements("text").map(Element::getTextContent).toList();
  }

  /** The lines through several points that have a colour: for each, how many pieces and points. */
  List<Line> lines(String colour) {
    return elements("path")
        .filter(path -> effective(path, "stroke").equals(colour))
        .filter(path -> effective(path, "fill").equals("none"))
        .map(path -> path.getAttribute("d"))
        .map(d -> new Line(count(d, 'M'), count(d, 'M') + count(d, 'L')))
        // The samples of the legend.
        .filter(line -> line.points() > 2)
        .toList();
  }

  /** How many dots have a colour. */
  long dots(String colour) {
    return elements("path")
        .filter(path -> effective(path, "fill").equals(colour))
        .filter(path -> path.getAttribute("d").contains("C"))
        .count();
  }

  /** The dashed vertical lines of a colour. */
  List<Element> marks(String colour) {
    return elements("line")
        .filter(line -> effective(line, "stroke").equals(colour))
        .filter(line -> effective(line, "stroke-dasharray").contains(","))
        .filter(line -> line.getAttribute("x1").equals(line.getAttribute("x2")))
        .toList();
  }

  /** The bands of a colour, through which the picture shines. */
  List<Element> bands(String colour) {
    return elements("rect")
        .filter(rect -> effective(rect, "fill").equals(colour))
        .filter(rect -> !effective(rect, "opacity").isEmpty())
        .toList();
  }

  /** How many cells of a matrix are filled. */
  long cells() {
    return elements("rect")
        .filter(rect -> !effective(rect, "fill").equals("none"))
        .filter(rect -> !effective(rect, "fill").equals("white"))
        .count();
  }

  private static int count(String text, char letter) {
    return (int) text.chars().filter(c -> c == letter).count();
  }

  /** An attribute of an element or of the nearest around it that has it. */
  private static String effective(Element element, String attribute) {
    for (Element e = element; e != null; e = parent(e)) {
      if (e.hasAttribute(attribute)) {
        return e.getAttribute(attribute);
      }
    }
    return "";
  }

  private static Element parent(Element element) {
    return element.getParentNode() instanceof Element parent ? parent : null;
  }

  /** A curve: its pieces are one more than its gaps. */
  record Line(int pieces, int points) {}
}
