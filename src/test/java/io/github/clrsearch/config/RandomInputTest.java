package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Reading;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.formats.CifarLayout;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;

/** Random text and bytes from outside are taken for what they are, or refused in a few lines. */
class RandomInputTest {
  private static final List<String> KEYS =
      List.of(
          "study.name",
          "study.seed",
          "data.path",
          "data.format",
          "data.training",
          "data.validation",
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

  private static Path folder;

  @BeforeContainer
  static void begin() throws IOException {
    folder = Files.createTempDirectory("random-input");
  }

  @AfterContainer
  static void end() throws IOException {
    Files.deleteIfExists(folder.resolve("study.conf"));
    Files.deleteIfExists(folder.resolve(CifarLayout.CIFAR_10.archive()));
    Files.deleteIfExists(folder.resolve("data_batch_1.bin"));
    Files.delete(folder);
  }

  private static void assertReadOrRefused(byte[] text, List<String> settings) throws IOException {
    Path file = Files.write(folder.resolve("study.conf"), text);
    try {
      StudyReader.read(file, settings);
    } catch (ConfigurationException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception", "\tat ");
    }
  }

  @Provide
  static Arbitrary<String> values() {
    Arbitrary<String> numbers =
        Arbitraries.of("0", "-1", "1e999", "NaN", "1.5", "99999999999999999999", "null", "true");
    Arbitrary<String> forms =
        Arbitraries.of(
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
    return Arbitraries.oneOf(numbers, forms, Arbitraries.strings().ofMaxLength(12));
  }

  @Provide
  static Arbitrary<String> keys() {
    return Arbitraries.of(KEYS);
  }

  @Property
  void bytesAsAConfiguration(@ForAll byte[] bytes) throws IOException {
    assertReadOrRefused(bytes, List.of());
  }

  @Property
  void textAsAConfiguration(@ForAll String text) throws IOException {
    assertReadOrRefused(text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  @Property
  void anyValueOfAnyKey(
      @ForAll("keys") String key,
      @ForAll("values") String value,
      @ForAll("keys") String other,
      @ForAll("values") String more)
      throws IOException {
    String text = "%s = %s%n%s = %s%n".formatted(key, value, other, more);
    assertReadOrRefused(text.getBytes(StandardCharsets.UTF_8), List.of());
    assertReadOrRefused(new byte[0], List.of(key + "=" + value, other + "=" + more));
  }

  @Property
  void anythingBehindSet(@ForAll String text) throws IOException {
    assertReadOrRefused(new byte[0], List.of(text));
  }

  @Property
  void textAsAQuery(@ForAll String text) {
    try {
      Query.of(text);
    } catch (CommandException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 60)
  void bytesAsDataAndAsAnArchive(@ForAll byte[] bytes) throws IOException {
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
            List.of(),
            List.of(),
            5000,
            Reading.NOTHING,
            new Synthetic(10, 100, 100, 1));
    try {
      DataSets.load(data, new Configuration());
      throw new AssertionError("random bytes are no images");
    } catch (DataException e) {
      assertThat(e.getMessage().lines()).hasSizeBetween(1, 2);
    } finally {
      Files.delete(file);
    }
  }
}
