package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyReader;
import io.github.clrsearch.config.StudyTexts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableStudyTest {
  @TempDir private Path folder;

  private TableStudy table(String text) throws Exception {
    return TableStudy.of(new StudyTexts(folder).read(text), TestCase.ofReport());
  }

  private static String line(TableStudy table, TestCase of) {
    return "%d %s cycle=%d %s %s %s %s"
        .formatted(
            of.number(),
            table.settings().get(of.stage()).only(List.of("lambda", "k", "m", "p_x", "p_h")),
            of.cycle(),
            of.improvements(),
            of.answers(),
            of.report(),
            of.pytorch());
  }

  @Test
  void theTableOfTheProjectIsTheReports() {
    TableStudy table =
        TableStudy.of(
            StudyReader.read(Path.of("conf/table1.conf"), List.of()), TestCase.ofReport());

    assertThat(table.cases())
        .extracting(of -> line(table, of))
        .containsExactly(
            "1 lambda=0.002584 k=2 m=50 p_x=1 p_h=1 cycle=3 [] NETWORK 0.523 0.5184",
            "2 lambda=0.002584 k=2 m=50 p_x=1 p_h=1 cycle=5 [] NETWORK 0.5225 0.5237",
            "3 lambda=0 k=2 m=50 p_x=1 p_h=1 cycle=5 [] NETWORK 0.4934 0.5074",
            "4 lambda=0.003848 k=5 m=50 p_x=1 p_h=1 cycle=5 [a] NETWORK 0.5256 0.5312",
            "5 lambda=1.2e-5 k=2 m=100 p_x=1 p_h=1 cycle=3 [b] NETWORK 0.5332 0.5307",
            "6 lambda=0.00229 k=2 m=200 p_x=1 p_h=1 cycle=3 [b] NETWORK 0.5527 0.5483",
            "7 lambda=0.002608 k=2 m=500 p_x=1 p_h=1 cycle=3 [b] NETWORK 0.5609 0.5602",
            "8 lambda=0.00051 k=2 m=1000 p_x=1 p_h=1 cycle=3 [b] NETWORK 0.568 0.569",
            "9 lambda=0.002584 k=2 m=50 p_x=1 p_h=1 cycle=5 [c] ENSEMBLE 0.5258 0.5248",
            "10 lambda=0 k=2 m=50 p_x=0.8 p_h=0.8 cycle=5 [d] NETWORK 0.5175 0.5075",
            "11 lambda=0.00051 k=5 m=1000 p_x=1 p_h=1 cycle=5 [b, c] ENSEMBLE 0.5714 0.5786",
            "12 lambda=0.00051 k=5 m=1000 p_x=0.8 p_h=0.8 cycle=5 [b, c, d] ENSEMBLE 0.5804 0.5871");
    assertThat(table.cases())
        .allSatisfy(
            of ->
                assertThat(of.cycle())
                    .isLessThanOrEqualTo(table.settings().get(of.stage()).integer("n_cycles")));
    assertThat(table.settings())
        .containsOnlyKeys(
            "tc-2", "tc-3", "tc-4", "tc-5", "tc-6", "tc-7", "tc-8", "tc-10", "tc-11", "tc-12");
  }

  @Test
  void aStageThatIsNotInTheReportIsATestCaseAtItsLastCycle() throws Exception {
    TableStudy table =
        table(
            """
            space { lambda = 0.1, n_cycles = 4 }
            stages = [{ name = tc-3, space { m = 7 } }, { name = own, space { n_cycles = 6 } }]
            """);

    assertThat(table.cases())
        .extracting(of -> of.stage() + ": " + line(table, of))
        .containsExactly(
            "tc-3: 3 lambda=0.1 k=2 m=7 p_x=1 p_h=1 cycle=5 [] NETWORK 0.4934 0.5074",
            "own: 4 lambda=0.1 k=2 m=7 p_x=1 p_h=1 cycle=6 [] NETWORK null null");
  }

  @Test
  void aStageHasOneTrainingPerSeedOnTheSplitForFinalNetworks() throws Exception {
    TableStudy table = table("train { seeds = 2, validation = 77 }");

    assertThat(table.trials("search"))
        .extracting(Object::toString)
        .containsExactly("search/0", "search/1");
    assertThat(table.configuration().data().validation()).isEqualTo(77);
  }

  @Test
  void stagesWithDistributionsAreRefusedTogether() {
    assertThatThrownBy(
            () ->
                table(
                    """
                    stages = [
                      { name = a, space { m = { choice = [1, 2] } } }
                      { name = b, space { k = { choice = [1, 2] } } }
                    ]
                    """))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(
            "stage a: one setting is needed, .*\nstage b: one setting is needed, .*");
  }
}
