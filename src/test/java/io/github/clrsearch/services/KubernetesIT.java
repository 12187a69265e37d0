package io.github.clrsearch.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clrsearch.it.SparkProcess;
import io.github.clrsearch.it.SparkProcess.Ended;
import io.github.clrsearch.it.SparkProcess.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code spark-submit} sends to Kubernetes for a search in cluster mode. No pod runs. */
@Tag("services")
class KubernetesIT {
  private static final String IMAGE = "registry.example/clr-search";

  @TempDir private Path folder;

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  @Tag("short")
  void theDriversPodRunsTheSearchWithItsMemoryAndFiles() throws Exception {
    Path uploads = Files.createDirectory(folder.resolve("uploads"));
    Path study = Files.writeString(folder.resolve("overnight.conf"), "study { name = overnight }");
    try (FakeKubernetes kubernetes = new FakeKubernetes();
        SparkProcess submit =
            SparkProcess.submit(
                Launch.in(folder)
                    .withSpark(Jars.home("spark"))
                    .withEnvironment("KUBECONFIG", folder.resolve("none").toString())
                    .withOptions("--master", kubernetes.master(), "--deploy-mode", "cluster")
                    .withOptions("--files", study.toString())
                    .withSettings(
                        Map.of(
                            "spark.kubernetes.container.image", IMAGE,
                            "spark.kubernetes.authenticate.driver.serviceAccountName", "spark",
                            "spark.kubernetes.file.upload.path", uploads.toUri().toString(),
                            "spark.kubernetes.submission.waitAppCompletion", "false",
                            "spark.executor.instances", "8")),
                "search",
                "overnight.conf",
                "--out",
                "s3a://bucket/overnight")) {
      Ended ended = submit.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();

      JsonNode pod = kubernetes.created("Pod").get(0).path("spec");
      JsonNode container = pod.path("containers").path(0);
      assertThat(pod.path("serviceAccountName").asText()).isEqualTo("spark");
      assertThat(container.path("image").asText()).isEqualTo(IMAGE);
      assertThat(texts(container.path("args")))
          .startsWith("driver", "--properties-file")
          .containsSequence("--class", "io.github.clrsearch.cli.Main")
          .endsWith("search", "overnight.conf", "--out", "s3a://bucket/overnight");
      // 1 GB, and what Spark adds outside the heap.
      assertThat(container.path("resources").path("limits").path("memory").asText())
          .isEqualTo("1408Mi");
      assertThat(kubernetes.created("ConfigMap").toString())
          .contains("spark.executor.instances=8", "overnight.conf");
    }
    try (var uploaded = Files.walk(uploads)) {
      assertThat(uploaded.map(file -> file.getFileName().toString()))
          .contains("overnight.conf", "clr-search.jar");
    }
  }
}
