package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {

  @ParameterizedTest
  @CsvSource({
    "spark.submit.deployMode, client,   0, EXIT",
    "spark.submit.deployMode, client,   1, EXIT",
    "none,                    none,     0, EXIT",
    "none,                    none,   130, EXIT",
    "spark.submit.deployMode, cluster,  0, RETURN",
    "spark.submit.deployMode, cluster,  1, THROW",
    "spark.submit.deployMode, cluster,  2, THROW",
    "spark.submit.deployMode, cluster, 130, THROW",
    "spark.kubernetes.submitInDriver, true,  0, RETURN",
    "spark.kubernetes.submitInDriver, true,  1, THROW",
    "spark.kubernetes.submitInDriver, false, 1, EXIT",
  })
  void aClusterTakesItsWordFromTheWayThatADriverEnds(
      String key, String value, int status, Ending ending) {
    assertThat(Ending.of(status, Map.of(key, value)::get)).isEqualTo(ending);
  }
}
