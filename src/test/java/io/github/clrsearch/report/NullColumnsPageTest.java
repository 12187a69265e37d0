package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.store.NullColumns.NullColumn;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Pages and pictures of studies in which a column is NULL. */
class NullColumnsPageTest {
  /** Draws the charts of some data, except those that were drawn before, as one text. */
  private static final String DRAW_NEW_CHARTS =
      """
      const before = new Set();
      function drawNewCharts(json) {
        const drawn = [];
        charts.forEach((one) => {
          one.of(JSON.parse(json)).forEach((description) => {
            const option = description.option(THEMES.light, PICTURE_WIDTH);
            const key = JSON.stringify([description.title, description.sentence, option]);
            if (!before.has(key)) {
              before.add(key);
              draw([description], undefined, drawn);
            }
          });
        });
        return drawn.join("\\n");
      }
      """;

  private static Context context;
  private static Scriptable scripts;

  @TempDir private Path folder;

  @BeforeAll
  static void scripts() {
    context = Context.enter();
    scripts = StudyCharts.scripts(context);
    context.evaluateString(scripts, DRAW_NEW_CHARTS, "new", 1, null);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  static Stream<Arguments> columns() {
    return EveryStudy.columns();
  }

  @ParameterizedTest(name = "{0} without {1}")
  @MethodSource("columns")
  void aNullIsShownAsNothing(EveryStudy kind, NullColumn column) {
    StudyStore one = kind.without(column, false, folder.resolve("one"));
    assertThat(data(one)).doesNotContain("\"null", "null\"", " null", "NaN");

    StudyStore all = kind.without(column, true, folder.resolve("all"));
    String data = data(all);
    assertThat(data).doesNotContain("\"null", "null\"", " null", "NaN");
    assertThat(drawNewCharts(data)).doesNotContain("null", "NaN", "undefined");
  }

  private static String drawNewCharts(String data) {
    ScriptableObject.putProperty(scripts, "json", data);
    return Context.toString(
        context.evaluateString(scripts, "drawNewCharts(json)", "draw", 1, null));
  }

  private static String data(StudyStore kept) {
    StudyStore store = StudyStore.open(kept.location(), Studies.HADOOP);
    SearchProgress ended = SearchProgress.ended(PageStudies.STARTED);
    return PageHtml.json(StudyPage.data(store, store.trials(), ended, PageStudies.SMOOTHING));
  }
}
