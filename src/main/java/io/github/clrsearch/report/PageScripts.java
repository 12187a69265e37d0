package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Scripts of pages and pictures: the chart library from its WebJar, and our own. */
final class PageScripts {
  private static final String OURS = "io/github/clrsearch/report/";
  private static final String VERSION = "META-INF/maven/org.webjars.npm/echarts/pom.properties";
  private static final String LIBRARY = "META-INF/resources/webjars/echarts/%s/dist/echarts.min.js";

  /** One script per chart, in the order of the page, after their common style. */
  private static final List<String> CHARTS =
      List.of(
          "style",
          "value-over",
          "most-important",
          "best-so-far",
          "timeline",
          "compared",
          "parallel",
          "learning-curves",
          "lr-range",
          "importance",
          "confirmed",
          "confusion",
          "table1");

  private static final List<String> PAGE =
      List.of(
          "elements",
          "texts",
          "memory",
          "tables",
          "figures",
          "sections",
          "comparison",
          "live",
          "page");

  private PageScripts() {}

  /** The chart library. */
  static String echarts() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(VERSION)));
    } catch (IOException e) {
      throw new UncheckedIOException("a string is always readable", e);
    }
    return text(LIBRARY.formatted(properties.getProperty("version")));
  }

  /** Scripts that describe the charts: functions of the data that need no page. */
  static String charts() {
    return CHARTS.stream()
        .map(name -> read("charts/" + name + ".js"))
        .collect(Collectors.joining("\n"));
  }

  /** The page's script, including the descriptions of the charts. */
  static String page() {
    return PAGE.stream()
        .map(name -> read("page/" + name + ".js"))
        .collect(Collectors.joining("\n", "(function () {\n\"use strict\";\n" + charts(), "})();"));
  }

  static String read(String name) {
    return text(OURS + name);
  }

  private static String text(String resource) {
    try (InputStream in = PageScripts.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("%s is not on the class path".formatted(resource));
      }
      // Browsers normalize line breaks before they compute the hash.
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
