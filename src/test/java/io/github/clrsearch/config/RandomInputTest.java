package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.RandomCases;
import io.github.clrsearch.RandomValues;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.formats.CifarLayout;
import io.github.clrsearch.data.formats.DataOptions;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.DataSets;
import io.github.clrsearch.workflow.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Random text and bytes are read correctly or refused in a few lines. */
class RandomInputTest {
  private static final List<String> KEYS =
      List.of(
          "study.name",
          "study.seed",
          "data.path",
          "data.format",
          "data.training",
          "data.validation",
          "data.whitening",
          "data.synthetic",
          "space.lambda",
          "space.m",
          "space.n_cycles",
          "space.p_x",
          "space",
          "stage.trials",
          "stage.refine",
          "stages",
          "measure.per-cycle",
          "search.deadline",
          "lr-range.eta-min");

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1e999",
          "NaN",
          "1.5",
          "99999999999999999999",
          "null",
          "true",
          "[]",
          "{}",
          "[1, 2]",
          "[a, 1]",
          "{ uniform = [1, 0] }",
          "{ choice = [] }",
          "{ log-uniform = [-1, a] }",
          "{ integer = [1e30, 2] }",
          "[{ name = a }, 3]",
          "[{ name = [] }]",
          "{ uniform = {} }",
          "${x}",
          "${?x}",
          "\"\"",
          "a b c",
          "\"\\u0000\"");

  @TempDir private static Path folder;

  private static void assertReadOrRefused(byte[] text, List<String> settings) throws IOException {
    Path file = Files.write(folder.resolve("study.conf"), text);
    try {
      StudyReader.read(file, settings);
    } catch (ConfigurationException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception", "\tat ");
    }
  }

  private static String value(RandomValues random) {
    return random.below(3) == 0 ? random.text(random.below(13)) : random.oneOf(VALUES);
  }

  @RandomCases
  void bytesAsAConfiguration(RandomValues random) throws IOException {
    assertReadOrRefused(random.bytes(), List.of());
  }

  @RandomCases
  void textAsAConfiguration(RandomValues random) throws IOException {
    assertReadOrRefused(random.text().getBytes(StandardCharsets.UTF_8), List.of());
  }

  @RandomCases
  void anyValueOfAnyKey(RandomValues random) throws IOException {
    String key = random.oneOf(KEYS);
    String value = value(random);
    String other = random.oneOf(KEYS);
    String more = value(random);
    String text = "%s = %s%n%s = %s%n".formatted(key, value, other, more);
    assertReadOrRefused(text.getBytes(StandardCharsets.UTF_8), List.of());
    assertReadOrRefused(new byte[0], List.of(key + "=" + value, other + "=" + more));
  }

  @RandomCases
  void anythingBehindSet(RandomValues random) throws IOException {
    assertReadOrRefused(new byte[0], List.of(random.text()));
  }

  @RandomCases
  void textAsAQuery(RandomValues random) {
    try {
      Query.of(random.text());
    } catch (CommandException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @RandomCases(60)
  void bytesAsDataAndAsAnArchive(RandomValues random) throws IOException {
    byte[] bytes = random.bytes();
    assertRefused("data_batch_1.bin", bytes);
    assertRefused(CifarLayout.CIFAR_10.archive(), bytes);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
      gzip.write(new byte[1024]);
    }
    assertRefused(CifarLayout.CIFAR_10.archive(), zipped.toByteArray());
  }

  private static void assertRefused(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    DataConfiguration data =
        new DataConfiguration(
            folder.toString(),
            Missing.REFUSED,
            Format.CIFAR_10,
            DataOptions.NONE,
            5000,
            0,
            new Synthetic(10, 100, 100, 1));
    try {
      DataSets.read(DataSets.find(data, Studies.HADOOP), data);
      throw new AssertionError("random bytes are no images");
    } catch (DataException e) {
      assertThat(e.getMessage().lines()).hasSizeBetween(1, 2);
    } finally {
      Files.delete(file);
    }
  }
}
