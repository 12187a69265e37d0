package io.github.clrsearch.report;

import io.github.clrsearch.store.StudyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Charts of a study's page as pictures. The page's own scripts and chart library draw them in
 * JavaScript on the JVM, without access to Java.
 */
public final class StudyCharts {
  private static final int FIELDS = 4;

  /** Selection among charts that show one trial or test each. */
  public enum Of {
    /** Only the best trial and the first test. */
    FIRST,
    /** All trials and tests on the page; their names are appended to the charts' names. */
    EVERY
  }

  private StudyCharts() {}

  /**
   * Draws the charts. This takes several seconds.
   *
   * @param smoothing number of points in the moving average of a range test's curves, odd
   * @param of which charts to draw if a reader of the page can select one
   * @return the charts that have data, in the order of the page
   */
  public static List<Picture> of(StudyStore store, int smoothing, Of of) {
    PageData data =
        StudyPage.data(store, store.trials(), SearchProgress.ended(Instant.now()), smoothing);
    try (Context context = Context.enter()) {
      Scriptable scope = scripts(context);
      ScriptableObject.putProperty(scope, "json", disguised(PageHtml.json(data)));
      Scriptable drawn =
          (Scriptable)
              run(
                  context,
                  scope,
                  "pictures",
                  "drawPictures(JSON.parse(json), %s)".formatted(of == Of.EVERY));
      List<Picture> pictures = new ArrayList<>(pictures(drawn));
      if (data.weights() != null) {
        pictures.add(new WeightsPicture(data.weights()));
      }
      return pictures;
    }
  }

  /**
   * Runs the scripts of the charts.
   *
   * @param context modified
   * @return the scope in which they ran, with all their functions
   */
  static Scriptable scripts(Context context) {
    // Each script runs once, so compiling would take longer than interpreting.
    context.setInterpretedMode(true);
    context.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    Scriptable scope = context.initSafeStandardObjects();
    run(context, scope, "pictures/timers.js", PageScripts.read("pictures/timers.js"));
    run(context, scope, "echarts.js", PageScripts.echarts());
    run(context, scope, "charts.js", PageScripts.charts());
    ScriptableObject.putProperty(scope, "families", TextWidths.FAMILIES);
    ScriptableObject.putProperty(
        scope, "widthOf", new LambdaFunction(scope, "widthOf", 3, StudyCharts::width));
    run(context, scope, "pictures/pictures.js", PageScripts.read("pictures/pictures.js"));
    return scope;
  }

  /** Width of a text. The arguments are the text, whether it is bold, and the font size. */
  private static Object width(
      Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    String text = Context.toString(arguments[0]);
    double sizes =
        Context.toBoolean(arguments[1]) ? TextWidths.bold(text) : TextWidths.regular(text);
    return sizes * Context.toNumber(arguments[2]);
  }

  private static Object run(Context context, Scriptable scope, String name, String script) {
    try {
      return context.evaluateString(scope, script, name, 1, null);
    } catch (RhinoException e) {
      throw new IllegalStateException(
          "%s: %s%n%s".formatted(name, e.getMessage(), e.getScriptStackTrace()), e);
    }
  }

  /**
   * Reads an array in which name, title, sentence and document of each chart follow one another.
   */
  private static List<ChartPicture> pictures(Scriptable drawn) {
    List<ChartPicture> pictures = new ArrayList<>();
    int length = ((Number) ScriptableObject.getProperty(drawn, "length")).intValue();
    for (int i = 0; i < length; i += FIELDS) {
      String name = text(drawn, i).replaceAll("[^A-Za-z0-9._-]", "_");
      pictures.add(
          new ChartPicture(
              name, described(text(drawn, i + 3), text(drawn, i + 1), text(drawn, i + 2))));
    }
    return pictures;
  }

  private static String text(Scriptable array, int index) {
    return Context.toString(ScriptableObject.getProperty(array, index));
  }

  /** Adds a title and a description for screen readers. */
  private static String described(String svg, String title, String sentence) {
    int begin = svg.indexOf('>');
    String whole =
        "%s role=\"img\"><title>%s</title><desc>%s</desc>%s"
            .formatted(svg.substring(0, begin), title, sentence, svg.substring(begin + 1));
    return whole
        .lines()
        .map(line -> undisguised(allowed(line)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Replaces characters that XML does not allow. */
  private static String allowed(String text) {
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
   * Replaces markup characters, which are escaped in the JSON, by characters of the private use
   * area, because the library does not escape texts in its documents. {@link #undisguised} restores
   * them.
   */
  private static String disguised(String json) {
    return json.replace("\\u003c", "\\ue03c")
        .replace("\\u003e", "\\ue03e")
        .replace("\\u0026", "\\ue026");
  }

  private static String undisguised(String svg) {
    return svg.replace("\ue03c", "&lt;").replace("\ue03e", "&gt;").replace("\ue026", "&amp;");
  }
}
