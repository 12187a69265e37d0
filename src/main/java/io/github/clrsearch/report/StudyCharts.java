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
 * The charts of a study's page as pictures: the same description of each, drawn by the same
 * library, in JavaScript on the JVM, which can reach nothing of Java there.
 */
public final class StudyCharts {
  private static final int FIELDS = 4;

  /** Of charts of one trial or test each, which are drawn. */
  public enum Of {
    /** The best trial's and the first test's. */
    FIRST,
    /** Each of those on the page, its name behind the chart's. */
    EVERY
  }

  private StudyCharts() {}

  /**
   * Draws them. It takes some seconds.
   *
   * @param smoothing points that the curves of a range test are averaged over, odd
   * @param of which of those that a reader of the page chooses among
   * @return those that have something to show, in the order of the page
   */
  public static List<Drawing> of(StudyStore store, int smoothing, Of of) {
    PageData data =
        StudyPage.data(store, store.trials(), SearchProgress.ended(Instant.now()), smoothing);
    try (Context context = Context.enter()) {
      // Each script runs once: compiling it would take longer than running it.
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
      ScriptableObject.putProperty(scope, "json", disguised(PageHtml.json(data)));
      Scriptable drawn =
          (Scriptable)
              run(
                  context,
                  scope,
                  "pictures",
                  "drawPictures(JSON.parse(json), %s)".formatted(of == Of.EVERY));
      List<Drawing> pictures = new ArrayList<>(pictures(drawn));
      if (data.weights() != null) {
        pictures.add(new WeightsPicture(data.weights()));
      }
      return pictures;
    }
  }

  /** How wide a text is: the text, whether it is bold, and the font's size. */
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

  /** From an array of names, titles, sentences and documents, one after the other. */
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

  /** With what a screen reader says first and when asked for more. */
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

  /** XML cannot hold every character: a replacement stands for those. */
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
   * The library writes texts into its documents as they are. So what XML would take for markup goes
   * through it as characters that mean nothing, and becomes what it was behind it. In JSON these
   * are escapes.
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
