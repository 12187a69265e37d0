package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address on which Spark listens by default. */
class SparkListeningTest {

  private static SparkConf conf(String master, String... settings) {
    SparkConf conf = new SparkConf(false).set("spark.master", master);
    for (int i = 0; i < settings.length; i += 2) {
      conf.set(settings[i], settings[i + 1]);
    }
    return conf;
  }

  private static SparkConf kept(SparkConf conf, Map<String, String> environment) {
    SparkSessions.keepToThisMachine(conf, environment);
    return conf;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[*]", "local[2]"})
  void aLocalDriverListensToThisMachineAndHasNoPages(String master) {
    SparkConf conf = kept(conf(master), Map.of());

    assertThat(conf.get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://host:7077", "yarn", "local-cluster[2,1,1024]"})
  void theDriverOfAClusterListensForItsExecutorsButHasNoPages(String master) {
    SparkConf conf = kept(conf(master), Map.of());

    assertThat(conf.contains("spark.driver.host")).isFalse();
    assertThat(conf.contains("spark.driver.bindAddress")).isFalse();
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
  }

  @Test
  void whatTheUserSaysIsDone() {
    SparkConf asked =
        kept(conf("local[*]", "spark.ui.enabled", "true", "spark.driver.host", "here"), Map.of());
    assertThat(asked.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(asked.get("spark.driver.host")).isEqualTo("here");

    SparkConf address = conf("local[*]");
    String before = address.toDebugString();
    assertThat(kept(address, Map.of("SPARK_LOCAL_IP", "10.0.0.7")).toDebugString())
        .isEqualTo(before);
  }
}
