package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs on a cluster of two workers, whose executors or driver are killed. */
@Tag("cluster")
@Timeout(400)
class ProgramClusterIT {
  private static final int TRIALS = 4;
  private static final int EPOCHS = 8;

  /** Ignores signals, keeps another process busy, and has a checkpoint. */
  private static final String TRAIN =
      """
      trap '' TERM
      sleep 1000 &
      echo "$$ $!" >> PIDS
      done="$CLR_SEARCH_CHECKPOINT/epoch"
      epoch=0
      if [ -f "$done" ]; then epoch=$(cat "$done"); fi
      while [ "$epoch" -lt "$CLR_N_EPOCHS" ]; do
        epoch=$((epoch + 1))
        PAUSE
        echo $epoch > "$done"
        echo "clr-search? {\\"cycle\\": $epoch, \\"loss\\": $CLR_X, \\"seed_used\\": $CLR_SEARCH_SEED}"
        read -r answer
        if [ "$answer" != continue ]; then break; fi
      done
      kill $!
      exit 0
      """;

  @TempDir private Path folder;

  private SparkProcess search(String name, String pause, String master)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(name));
    Path train =
        Files.writeString(
            own.resolve("train.sh"),
            TRAIN.replace("PIDS", folder.resolve("pids").toString()).replace("PAUSE", pause));
    Files.writeString(
        own.resolve("study.conf"),
        """
        study.name = programs
        objective {
          command = [sh, train.sh], files = ["%s"]
          metric { name = loss, direction = minimize }
          cycles-by = n_epochs
        }
        space { x = { uniform = [0, 1] }, n_epochs = %d }
        stages = [{ name = all, trials = %d }]
        search.keep-state-after = 0 s
        report.every = 0 s
        """
            .formatted(train, EPOCHS, TRIALS));
    return SparkProcess.submit(
        own,
        List.of("--master", master),
        "search",
        own.resolve("study.conf").toString(),
        "--out",
        own.resolve("run").toString());
  }

  /** Cycles by trial, and where each began. */
  private Map<String, List<JsonNode>> rows(String name) throws IOException {
    Map<String, List<JsonNode>> rows = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(name).resolve("run/trials"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonNode row = new ObjectMapper().readTree(file.toFile());
        rows.put(
            row.get("number").asText(),
            List.of(row.get("cycles"), row.get("outcome"), row.get("resumed_at")));
      }
    }
    return rows;
  }

  private boolean hasCheckpoints(String name) throws IOException {
    Path states = folder.resolve(name).resolve("run/states");
    if (!Files.isDirectory(states)) {
      return false;
    }
    try (Stream<Path> files = Files.list(states)) {
      return files.anyMatch(file -> file.toString().endsWith(".zip"));
    }
  }

  private void awaitCheckpoints(String name, SparkProcess search) throws IOException {
    while (!hasCheckpoints(name)) {
      assertThat(search.isAlive()).as(search.printed()).isTrue();
      Thread.onSpinWait();
    }
  }

  private void assertNoProcessIsLeft(int programs) throws IOException {
    List<String> pids = new ArrayList<>();
    Files.readAllLines(folder.resolve("pids"))
        .forEach(line -> pids.addAll(List.of(line.split(" "))));
    assertThat(pids).hasSizeGreaterThanOrEqualTo(2 * programs);
    for (String pid : pids) {
      while (ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void trialsGoOnFromTheirCheckpointsAndNoProcessIsLeft() throws Exception {
    StandaloneCluster spark = StandaloneCluster.shared();
    String pause = gate();
    try (SparkProcess search = search("killed", pause, spark.master())) {
      awaitCheckpoints("killed", search);
      spark.executors().forEach(ProcessHandle::destroyForcibly);
      search.kill();
    }
    Files.delete(folder.resolve("closed"));
    try (SparkProcess search = search("killed", pause, spark.master())) {
      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }
    try (SparkProcess search = search("undisturbed", pause, "local[2]")) {
      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }

    assertThat(rows("killed")).hasSize(TRIALS);
    rows("killed")
        .forEach(
            (number, row) -> {
              assertThat(row.get(0)).hasSize(EPOCHS);
              assertThat(row.get(1).asText()).isEqualTo("completed");
            });
    assertThat(rows("killed").values())
        .anySatisfy(row -> assertThat(row.get(2).asLong()).isPositive());
    assertThat(rows("killed").values().stream().map(row -> row.get(0)).toList())
        .isEqualTo(rows("undisturbed").values().stream().map(row -> row.get(0)).toList());
    assertNoProcessIsLeft(TRIALS);
  }

  /** Trials wait in their fifth epoch until the file is deleted. */
  private String gate() throws IOException {
    Path closed = Files.createFile(folder.resolve("closed"));
    return "if [ $epoch -ge 5 ]; then while [ -e %s ]; do sleep 0.1; done; fi".formatted(closed);
  }

  @Test
  void ctrlCLeavesNoProcess() throws Exception {
    assumeThat(Sigint.canBeSent()).as("SIGINT is ignored here").isTrue();
    try (SparkProcess search = search("interrupted", gate(), "local[2]")) {
      awaitCheckpoints("interrupted", search);
      search.signal("INT");
      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isEqualTo(130);
    }
    assertNoProcessIsLeft(1);
  }

  @Test
  void concurrentTrialsHaveDifferentGpus() throws Exception {
    Path gpus =
        Files.writeString(
            folder.resolve("gpus.sh"),
            "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"3\", \"5\"]}'\n");
    assertThat(gpus.toFile().setExecutable(true)).isTrue();
    Path met = Files.createDirectories(folder.resolve("gpu/met"));
    // Each trial waits for the other.
    Path train =
        Files.writeString(
            folder.resolve("gpu/train.sh"),
            """
            touch "%s/$CLR_SEARCH_SEED"
            while [ "$(ls "%s" | wc -l)" -lt 2 ]; do sleep 0.1; done
            echo "clr-search: {\\"loss\\": 1, \\"gpu\\": $CUDA_VISIBLE_DEVICES}"
            [ "$CUDA_VISIBLE_DEVICES" = "$CLR_SEARCH_RESOURCE_GPU" ]
            """
                .formatted(met, met));
    Path study =
        Files.writeString(
            folder.resolve("gpu/study.conf"),
            """
            study.name = programs
            objective {
              command = [sh, train.sh], files = ["%s"]
              metric { name = loss, direction = minimize }
            }
            space { x = { uniform = [0, 1] } }
            stages = [{ name = all, trials = 2 }]
            """
                .formatted(train));
    SparkProcess.Launch launch =
        SparkProcess.Launch.in(folder.resolve("gpu"))
            .withOptions("--master", "local-cluster[1,2,1024]")
            .withSettings(
                Map.of(
                    "spark.worker.resource.gpu.amount", "2",
                    "spark.worker.resource.gpu.discoveryScript", gpus.toString(),
                    "spark.executor.resource.gpu.amount", "2",
                    "spark.task.resource.gpu.amount", "1"));
    try (SparkProcess search =
        SparkProcess.submit(
            launch, "search", study.toString(), "--out", folder.resolve("gpu/run").toString())) {
      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }
    assertThat(rows("gpu").values())
        .extracting(row -> row.get(0).get(0).get("metrics").get("gpu").asInt())
        .containsExactlyInAnyOrder(3, 5);
  }
}
