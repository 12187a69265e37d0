package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.clrsearch.config.DataConfiguration;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Reading;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.data.formats.CifarLayout;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.store.NetworkFile;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.workflow.CifarZeros;
import io.github.clrsearch.workflow.DataSets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input of every kind: one or two lines name the rule, the value or place, and the way out; the
 * exit status is not 0; nothing is written or damaged. Exact messages are tested beside the code
 * that creates them.
 */
@Timeout(60)
class BadInputTest {
  private static final String FIRST = "data_batch_1.bin";
  private static final int RECORD = 3073;

  @TempDir private Path folder;

  /** Every file below the folder with its content. */
  private Map<String, Integer> tree() throws IOException {
    Map<String, Integer> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        int content = Files.isRegularFile(file) ? Arrays.hashCode(Files.readAllBytes(file)) : 0;
        tree.put(folder.relativize(file).toString(), content);
      }
    }
    return tree;
  }

  private static void assertBrief(List<String> lines, String fragment) {
    assertThat(lines).as("one or two lines").hasSizeBetween(1, 2);
    assertThat(String.join("\n", lines))
        .contains(fragment)
        .doesNotContain("\tat ", "Exception", "unexpected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          space.m = 0                                     | space.m must be within [1, infinity]
          space.m = 1.5                                   | space.m
          space.m = lots                                  | space.m
          space.m = [50, 100]                             | space.m
          space.m = { choice = [] }                       | space.m
          space.m = { choice = [50, 0] }                  | space.m
          space.m = { integer = [100, 50] }               | space.m
          space.m = { integer = [50] }                    | space.m
          space.lambda = -1                               | space.lambda
          space.lambda = { log-uniform = [0, 1] }         | space.lambda
          space.lambda = { log-uniform = [1, 0.1] }       | space.lambda
          space.lambda = { uniform = [0, 1, 2] }          | space.lambda
          space.lambda = { lognormal = [0, 1] }           | space.lambda
          space.lambda = { uniform = [0, 1], choice = [1] } | space.lambda
          space.k = 0                                     | space.k
          space.p_x = 0                                   | space.p_x
          space.p_h = 1.1                                 | space.p_h
          space.mirror = 2                                | space.mirror
          space.shift = 5000                              | space.shift
          space.eta_min = -0.1                            | space.eta_min
          space { eta_min = 0.2, eta_max = 0.1 }          | eta_min
          space.batch_size = 0                            | space.batch_size
          study.seed = 1e400                              | study.seed
          study.name = "a/b"                              | a/b
          study.name = ""                                 | study
          study.nam = x                                   | did you mean 'study.name'?
          stages = []                                     | stage
          stages = [{ name = a }, { name = a }]           | 'a' is used twice
          stages = [{ name = a, trials = 0 }]             | trials must be at least 1
          stages = [{ name = a, refine = [lambda] }]      | the first stage has nothing to refine
          stages = [{ trials = 3 }]                       | stages[0]
          stages = [{ name = a, sampler = halton }]       | stages.a.sampler must be one of random,
          stages = [{ name = a, points = [{ k = 9 }] }]   | points[0]: k must be within the space of the stage
          stages = [{ name = a, points-from = none.csv }] | stages.a.points-from: none.csv: file not found
          stages = [{ name = a, points-from { study = none, best = 2 } }] | stages.a.points-from: no study found in none
          stages = [{ name = a, confirm.best = 3 }]       | the first stage has nothing to confirm
          stages = [{ name = a }, { name = b, confirm { best = 3, seeds = 1 } }] | stages.b.confirm.seeds must be at least 2
          stages = [{ name = a }, { name = b, confirm { best = 3, within = x } }] | stages.b.confirm.within
          measure.per-cycle = 0                           | measure.per-cycle must be at least 1
          measure.subset = -5                             | measure.subset must be at least 1
          search.max-consecutive-failures = 0             | search.max-consecutive-failures must be at least 1
          search.keep-state-after = -1s                   | search.keep-state-after must be a duration of 0 or more
          search.keep-state-after = soon                  | search.keep-state-after
          search.deadline = 5 lightyears                  | search.deadline
          search.budget = 5                               | search.budget must have a unit
          search.budget = 0 h                             | search.budget must be greater than 0
          search.until = noon                             | search.until must be a local time such as "07:00"
          search { budget = 1 h, until = "07:00" }        | search.budget and search.until exclude each other
          stages = [{ name = a, budget = 2 }]             | stages.a.budget must be a part of the search's time
          stages = [{ name = a, budget = 50 % }]          | a stage with a budget is a part of the search's time, but the search has no limit
          stop.accuracy = 53                              | stop.accuracy must be greater than 0 and at most 1
          stop.no-improvement = 0                         | stop.no-improvement must be at least 1
          notify.command = mail                           | notify.command
          notify.webhook = "example.org"                  | notify.webhook must be an http or https URL
          data.format = jpeg                              | data.format must be auto,
          data.missing = ask                              | data.missing must be refuse or synthetic, but got 'ask'
          data.validation = 0                             | data.validation must be at least 1
          data.validation = []                            | data.validation must be a number of images or a list of files
          data.size = [28]                                | data.size must be [height, width], two integers in 1 .. 4096, but got [28]
          data.size = [28, 0]                             | data.size must be [height, width]
          data.size = [28, 1.5]                           | data.size must be [height, width]
          data.size = large                               | data.size
          data.test = -1                                  | data.test must be at least 0
          data.class-names = bag                          | data.class-names
          data.synthetic.classes = 1                      | data.synthetic.classes must be at least 2
          lr-range.smoothing = 4                          | lr-range.smoothing must be odd
          lr-range { eta-min = 1, eta-max = 0.1 }         | lr-range.eta-min must be below
          lr-range.eta-min = 0                            | lr-range.eta-min must be greater than 0, because the learning rate rises exponentially
          lr-range.rise = log                             | lr-range.rise must be one of [exponential, linear], but got 'log'
          lr-range.rule = best                            | lr-range.rule must be one of [report, steepest, minimum, valley, slide], but got 'best'
          lr-range.over = [1, 2]                          | lr-range.over must have one hyperparameter, except
          lr-range.over { lambda = [0], m = [50] }        | lr-range.over must have one hyperparameter, except
          lr-range.over.eta_max = [1]                     | lr-range.over must have one hyperparameter, except eta_max, eta_min, k, n_cycles
          lr-range.over.gamma = [0.9]                     | lr-range.over must have one hyperparameter, except
          lr-range.over.lambda = 5                        | lr-range.over.lambda
          lr-range.over.lambda = [1, 1]                   | lr-range.over.lambda must be a list of different values, but got [1, 1]
          lr-range.over.lambda = []                       | lr-range.over.lambda must be a list of different values, but got []
          lr-range.over.batch_size = [1.5]                | lr-range.over.batch_size must be an integer, but got 1.5
          train.validation = 0                            | train.validation must be at least 1
          space.m = ${nowhere}                            | nowhere
          space { m = 50                                  | study.conf
          include required(file("none.conf"))             | none.conf
          = 5                                             | study.conf
          """)
  void aConfiguration(String text, String fragment) throws IOException {
    Path file = Files.writeString(folder.resolve("study.conf"), text + "\n");
    Map<String, Integer> before = tree();
    Ran ran = Ran.command("search", file.toString(), "--out", folder.resolve("out").toString());

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertBrief(ran.problems(), fragment);
    assertThat(ran.problems()).allMatch(line -> line.startsWith("clr-search: "));
    assertThat(tree()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serch conf/quickstart.conf                           | 2 | 'serch'
          search                                               | 2 | STUDY.conf
          search conf/quickstart.conf --plan --retry-failed    | 2 | --plan plans a search without --replay and --retry-failed
          search conf/quickstart.conf --fork none              | 1 | no study found in none or runs/none
          search conf/quickstart.conf --fork a --replay b      | 2 | --fork has no effect: remove one of them
          search conf/none.conf --plan                         | 2 | conf/none.conf: file not found
          search conf/none.conf                                | 2 | conf/none.conf: file not found
          search conf                                          | 2 | conf is a folder
          search conf/quickstart.conf more                     | 2 | 'more'
          search conf/quickstart.conf --set                    | 2 | --set
          search conf/quickstart.conf --set =1                 | 2 | --set must be key=value
          search conf/quickstart.conf --set space.m=           | 2 | --set must be key=value
          search conf/quickstart.conf --set space..m=1         | 2 | --set must be key=value
          search conf/quickstart.conf --set space.m={          | 2 | --set space.m
          search conf/quickstart.conf --set stages.x.trials=1  | 2 | the stages are
          search conf/quickstart.conf --outt x                 | 2 | --out
          sql                                                  | 2 | QUERY
          sql SELECT --format yaml                             | 2 | 'yaml'
          sql SHOW/**/VIEWS --format parquet                   | 2 | --format parquet needs a file: name it with --out FILE
          sql SHOW/**/VIEWS --out answer                       | 2 | --out answer needs --format csv, json or parquet
          sql SHOW/**/VIEWS;SHOW/**/VIEWS --out a.csv          | 2 | --out takes the answer of one query, but there are 2
          sql SHOW/**/VIEWS --out none/a.csv                   | 1 | none/a.csv cannot be written: folder not found
          sql SHOW/**/VIEWS --out conf --format json           | 1 | conf cannot be written: it is a folder
          sql SELEC --study none                               | 1 | Syntax error
          sql DROP --study none                                | 1 | the query is invalid
          sql SELECT/**/1 --study none                         | 1 | no study found in none or runs/none: './submit.sh list' shows the studies in runs/
          show none                                            | 1 | no study found in none or runs/none
          report conf                                          | 1 | no study found in conf or runs/conf
          data                                                 | 2 | fetch or check
          data fetch cifar-11                                  | 1 | cifar-10 or cifar-100
          data fetch cifar-10 --url nonsense                   | 1 | nonsense
          """)
  void aCommandLine(String line, int status, String fragment) throws IOException {
    Ran ran = Ran.line(line);

    assertThat(ran.status()).isEqualTo(status);
    assertThat(ran.err())
        .contains(fragment)
        .startsWith("clr-search: ")
        .doesNotContain("\tat ", "Exception");
    if (!line.equals("data")) {
      assertThat(ran.problems()).hasSizeBetween(1, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "train", "lr-range", "table1"})
  void aDataPathThatLeadsNowhereEndsEveryCommandBeforeAnythingIsBegun(String command)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("study.conf"), "space.n_cycles = 1, data.validation = 50\n");
    Files.writeString(Files.createDirectories(folder.resolve("other")).resolve("a.txt"), "text");
    Map<String, Integer> before = tree();
    for (String path : List.of(folder + "/none", "file:" + folder + "/none", folder + "/other")) {
      Ran ran =
          Ran.command(
              command,
              file.toString(),
              "--set",
              "data.path=" + path,
              "--out",
              folder.resolve("out").toString());

      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.problems()).hasSize(1);
      assertBrief(ran.problems(), path);
      assertThat(tree()).isEqualTo(before);
    }
  }

  private void dataFile(byte[] content) throws IOException {
    Path data = folder.resolve("data");
    CifarZeros.folder(data, CifarLayout.CIFAR_10.files());
    Files.write(data.resolve(FIRST), content);
  }

  private void archive(byte[] content) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.write(folder.resolve("data").resolve(CifarLayout.CIFAR_10.archive()), content);
  }

  private static byte[] tar(String name, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      tar.write(new byte[size]);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] corrupted(byte[] content) {
    content[content.length / 2] ^= 0x55;
    return content;
  }

  private void lay(String what) throws IOException {
    byte[] whole = tar("cifar-10-batches-bin/" + FIRST, 10 * RECORD);
    switch (what) {
      case "nothing" -> {}
      case "an empty folder" -> Files.createDirectories(folder.resolve("data"));
      case "other files" ->
          Files.writeString(
              Files.createDirectories(folder.resolve("data")).resolve("a.txt"), "text");
      case "some files missing" ->
          CifarZeros.folder(folder.resolve("data"), List.of(FIRST, "test_batch.bin"));
      case "an empty file" -> dataFile(new byte[0]);
      case "half a record" -> dataFile(new byte[10_000 * RECORD - 1]);
      case "a record too many" -> dataFile(new byte[10_001 * RECORD]);
      case "a label of 10" -> {
        byte[] bytes = new byte[10_000 * RECORD];
        bytes[5 * RECORD] = 10;
        dataFile(bytes);
      }
      case "an empty archive" -> archive(new byte[0]);
      case "a web page" -> archive("<!DOCTYPE html><p>404".getBytes(StandardCharsets.UTF_8));
      case "a truncated archive" -> archive(Arrays.copyOf(whole, whole.length - 12));
      case "a corrupt archive" -> archive(corrupted(whole));
      case "a gzip of no tar" -> {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
          gzip.write(new byte[] {1, 2, 3});
        }
        archive(bytes.toByteArray());
      }
      case "an archive of short files" -> archive(whole);
      case "an archive that leads outside" -> archive(tar("../../" + FIRST, 10 * RECORD));
      case "an archive of something else" -> archive(tar("readme.txt", 10));
      default -> throw new IllegalArgumentException(what);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "an empty folder",
        "other files",
        "some files missing",
        "an empty file",
        "half a record",
        "a record too many",
        "a label of 10",
        "an empty archive",
        "a web page",
        "a truncated archive",
        "a corrupt archive",
        "a gzip of no tar",
        "an archive of short files",
        "an archive that leads outside",
        "an archive of something else"
      })
  void data(String what) throws IOException {
    lay(what);
    Map<String, Integer> before = Files.exists(folder.resolve("data")) ? names() : Map.of();
    DataConfiguration data =
        new DataConfiguration(
            folder.resolve("data").toString(),
            Missing.REFUSED,
            Format.CIFAR_10,
            List.of(),
            List.of(),
            5000,
            0,
            Reading.NOTHING,
            new Synthetic(10, 100, 100, 1));
    Throwable refused = catchThrowable(() -> DataSets.load(data, new Configuration()));

    assertThat(refused).as(what).isInstanceOf(DataException.class);
    assertBrief(refused.getMessage().lines().toList(), folder.resolve("data").toString());
    assertThat(refused.getMessage()).containsAnyOf("download", "fetch", "data.path", "expected");
    assertThat(Files.exists(folder.resolve("data")) ? names() : Map.of()).isEqualTo(before);
  }

  private Map<String, Integer> names() throws IOException {
    Map<String, Integer> names = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(file -> names.put(folder.relativize(file).toString(), 0));
    }
    return names;
  }

  private byte[] network() throws IOException {
    StudyStore store = Studies.open(folder);
    store
        .results()
        .keep(
            "cycle-01",
            new NetworkFile.Kept(
                Network.random(12, 5, 3, 7),
                Standardizer.of(new float[] {1, 2}, new float[] {3, 4}),
                Map.of("study", "s")));
    return Files.readAllBytes(folder.resolve("networks/cycle-01.safetensors"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "empty",
        "truncated",
        "a flipped bit",
        "another version",
        "another program",
        "a header beyond the file",
        "no header",
        "a tensor less",
        "noise"
      })
  void aSavedNetwork(String what) throws IOException {
    Path old = Path.of("src/test/resources/studies/layout-1/study.json");
    Files.copy(old, folder.resolve("study.json"));
    byte[] whole = network();
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    byte[] bad =
        switch (what) {
          case "empty" -> new byte[0];
          case "truncated" -> Arrays.copyOf(whole, whole.length - 7);
          case "a flipped bit" -> {
            whole[whole.length - 9] ^= 1;
            yield whole;
          }
          case "another version" ->
              text.replace("\"version\":\"1\"", "\"version\":\"7\"")
                  .getBytes(StandardCharsets.ISO_8859_1);
          case "another program" ->
              text.replace("clr-search network", "some-other network")
                  .getBytes(StandardCharsets.ISO_8859_1);
          case "a header beyond the file" -> {
            whole[5] = 1;
            yield whole;
          }
          case "no header" -> Arrays.copyOf(new byte[] {0}, 8);
          case "a tensor less" ->
              text.replace("\"w1\"", "\"x1\"").getBytes(StandardCharsets.ISO_8859_1);
          case "noise" -> {
            new Random(1).nextBytes(whole);
            yield whole;
          }
          default -> throw new IllegalArgumentException(what);
        };
    Path file = folder.resolve("networks/cycle-01.safetensors");
    Files.write(file, bad);
    StudyStore store = Studies.open(folder);
    Throwable refused = catchThrowable(() -> store.results().network("cycle-01"));

    assertThat(refused).as(what).isInstanceOf(StoreException.class);
    assertThat(refused.getMessage().lines()).hasSize(1);
    assertThat(refused)
        .message()
        .contains("networks/cycle-01.safetensors")
        .endsWith("retrain the network, or choose another file");
    assertThat(file).hasBinaryContent(bad);
  }
}
