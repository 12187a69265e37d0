package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

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

  private void assertNoProcessIsLeft() throws IOException {
    List<String> pids = new ArrayList<>();
    Files.readAllLines(folder.resolve("pids"))
        .forEach(line -> pids.addAll(List.of(line.split(" "))));
    assertThat(pids).hasSizeGreaterThanOrEqualTo(2 * TRIALS);
    for (String pid : pids) {
      while (ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void trialsGoOnFromTheirCheckpointsAndNoProcessIsLeft() throws Exception {
    StandaloneCluster spark = StandaloneCluster.shared();
    String gate = "while [ -e %s ]; do sleep 0.1; done".formatted(folder.resolve("closed"));
    // Trials wait in their fifth epoch until the gate is opened.
    String pause = "if [ $epoch -ge 5 ]; then %s; fi".formatted(gate);
    Files.createFile(folder.resolve("closed"));
    try (SparkProcess search = search("killed", pause, spark.master())) {
      while (!hasCheckpoints("killed")) {
        assertThat(search.isAlive()).as(search.printed()).isTrue();
        Thread.onSpinWait();
      }
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
    assertNoProcessIsLeft();
  }
}
