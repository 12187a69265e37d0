package io.github.clrsearch.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clrsearch.cli.console.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Prints the most probable classes of images, one row per image and rank. */
public final class PredictionPrinter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TextFormat format;
  private final PrintStream out;
  private final List<Row> table = new ArrayList<>();
  private boolean begun;

  /** Prints to a stream. */
  public PredictionPrinter(TextFormat format, PrintStream out) {
    this.format = format;
    this.out = out;
  }

  private record Row(String image, int rank, int label, String className, double probability) {}

  /**
   * Prints the most probable classes of an image. Of equally probable classes, the first wins.
   *
   * @param probabilities of all classes
   */
  public void print(String image, List<String> classNames, double[] probabilities, int top) {
    List<Integer> classes =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparing((Integer c) -> -probabilities[c]))
            .limit(top)
            .toList();
    for (int rank = 0; rank < classes.size(); rank++) {
      int label = classes.get(rank);
      print(new Row(image, rank + 1, label, classNames.get(label), probabilities[label]));
    }
  }

  private void print(Row row) {
    switch (format) {
      case TABLE ->
          table.add(
              new Row(
                  Printable.line(row.image()),
                  row.rank(),
                  row.label(),
                  Printable.line(row.className()),
                  row.probability()));
      case CSV -> {
        if (!begun) {
          out.println("image,rank,label,class,probability");
        }
        out.printf(
            Locale.ROOT,
            "%s,%d,%d,%s,%.6f%n",
            quoted(Printable.line(row.image())),
            row.rank(),
            row.label(),
            quoted(Printable.line(row.className())),
            row.probability());
      }
      case JSON -> {
        ObjectNode node = JSON.createObjectNode();
        node.put("image", row.image()).put("rank", row.rank()).put("label", row.label());
        node.put("class", row.className()).put("probability", row.probability());
        out.println(node);
      }
    }
    begun = true;
  }

  private static String quoted(String text) {
    return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** Prints the table, whose column widths depend on all rows. */
  public void end() {
    int image = width(table.stream().map(Row::image).toList());
    int name = width(table.stream().map(Row::className).toList());
    for (Row row : table) {
      out.printf(
          Locale.ROOT,
          "%-" + image + "s  %-" + name + "s  %6.2f %%%n",
          row.rank() == 1 ? row.image() : "",
          row.className(),
          100 * row.probability());
    }
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }
}
