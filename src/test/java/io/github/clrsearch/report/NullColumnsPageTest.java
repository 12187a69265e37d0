package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clrsearch.store.NullColumns.NullColumn;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages and pictures of studies in which a column is NULL. */
class NullColumnsPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What charts were drawn from: most columns are in no chart, and drawing takes a second. */
  private static final Set<String> DRAWN = new HashSet<>();

  @TempDir private Path folder;

  static Stream<Arguments> columns() {
    return EveryStudy.columns();
  }

  @ParameterizedTest(name = "{0} without {1}")
  @MethodSource("columns")
  void aNullIsShownAsNothing(EveryStudy kind, NullColumn column) throws Exception {
    StudyStore one = kind.without(column, false, folder.resolve("one"));
    assertThat(data(one)).doesNotContain("\"null", "null\"", " null", "NaN");

    StudyStore all = kind.without(column, true, folder.resolve("all"));
    String data = data(all);
    assertThat(data).doesNotContain("\"null", "null\"", " null", "NaN");
    ObjectNode charted = (ObjectNode) JSON.readTree(data);
    charted.remove("about");
    charted.remove("provenance");
    charted.remove("queries");
    if (DRAWN.add(charted.toString())) {
      for (Picture picture : StudyCharts.of(all, PageStudies.SMOOTHING, StudyCharts.Of.FIRST)) {
        assertThat(new String(picture.svg(), UTF_8))
            .as(picture.name())
            .doesNotContain("null", "NaN", "undefined");
      }
    }
  }

  private static String data(StudyStore kept) {
    StudyStore store = StudyStore.open(kept.location(), new Configuration());
    SearchProgress ended = SearchProgress.ended(PageStudies.STARTED);
    return PageHtml.json(StudyPage.data(store, store.trials(), ended, PageStudies.SMOOTHING));
  }
}
