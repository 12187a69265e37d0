package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of docs/reliability.md for a cluster that is shared with others. */
@Tag("cluster")
class SecureClusterIT {
  private static final String SECRET = "hush-5c1f0e7a";

  private static final Map<String, String> SECURE =
      Map.of(
          "spark.authenticate", "true",
          "spark.authenticate.secret", SECRET,
          "spark.network.crypto.enabled", "true",
          "spark.network.crypto.cipher", "AES/GCM/NoPadding",
          "spark.io.encryption.enabled", "true");

  /** Spark starts a second attempt of every trial that takes longer than 50 ms. */
  private static final Map<String, String> SPECULATING =
      Map.of(
          "spark.speculation", "true",
          "spark.speculation.interval", "20ms",
          "spark.speculation.task.duration.threshold", "50ms");

  @TempDir private Path folder;

  @Test
  void anEncryptedClusterThatSpeculatesGivesOneRowATrialAndTellsNobodyItsSecret() throws Exception {
    Map<String, String> settings = new TreeMap<>(SECURE);
    settings.putAll(SPECULATING);
    settings.put("spark.hadoop.fs.s3a.secret.key", SECRET);
    SmallStudy study = new SmallStudy(folder.resolve("secure")).with(settings);
    SparkProcess.Ended ended;
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, SECURE)) {
      ended = study.searched(cluster.master());
    }

    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbed().rows());
    assertThat(study.values("executor").values())
        .extracting(JsonNode::asText)
        .allMatch(executor -> List.of("0", "1").contains(executor));
    assertThat(ended.output()).doesNotContain(SECRET);
    assertThat(ended.error()).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(study.out()).filter(Files::isRegularFile)) {
      assertThat(files)
          .hasSizeGreaterThan(SmallStudy.TRIALS)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .as(file.toString())
                      .doesNotContain(SECRET));
    }
  }
}
