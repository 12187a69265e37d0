package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.clrsearch.config.DataConfiguration;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.formats.CifarLayout;
import io.github.clrsearch.data.formats.DataOptions;
import io.github.clrsearch.workflow.CifarZeros;
import io.github.clrsearch.workflow.DataSets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data that is missing or damaged is refused in one or two lines, and is not changed. */
@Timeout(60)
class BadDataTest {
  private static final String FIRST = "data_batch_1.bin";
  private static final int RECORD = 3073;
  private static final int RECORDS = 10_000;

  @TempDir private Path folder;

  /** Puts bad data into a folder that does not exist yet. */
  @FunctionalInterface
  private interface Placement {
    void into(Path data) throws IOException;
  }

  /** Kinds of bad data. */
  enum Bad {
    NOTHING(data -> {}),
    EMPTY_FOLDER(Files::createDirectories),
    OTHER_FILES(data -> Files.writeString(created(data).resolve("a.txt"), "text")),
    FILES_MISSING(data -> CifarZeros.folder(data, List.of(FIRST, "test_batch.bin"))),
    EMPTY_FILE(data -> file(data, new byte[0])),
    HALF_A_RECORD(data -> file(data, new byte[RECORDS * RECORD - 1])),
    A_RECORD_TOO_MANY(data -> file(data, new byte[(RECORDS + 1) * RECORD])),
    A_LABEL_OF_10(data -> file(data, labelOf10())),
    EMPTY_ARCHIVE(data -> archive(data, new byte[0])),
    WEB_PAGE(data -> archive(data, "<!DOCTYPE html><p>404".getBytes(StandardCharsets.UTF_8))),
    TRUNCATED_ARCHIVE(data -> archive(data, truncated(shortFiles()))),
    CORRUPT_ARCHIVE(data -> archive(data, corrupted(shortFiles()))),
    GZIP_OF_NO_TAR(data -> archive(data, gzip(new byte[] {1, 2, 3}))),
    ARCHIVE_OF_SHORT_FILES(data -> archive(data, shortFiles())),
    ARCHIVE_THAT_LEADS_OUTSIDE(data -> archive(data, tar("../../" + FIRST, 10 * RECORD))),
    ARCHIVE_OF_SOMETHING_ELSE(data -> archive(data, tar("readme.txt", 10)));

    private final Placement placement;

    Bad(Placement placement) {
      this.placement = placement;
    }
  }

  private static Path created(Path folder) throws IOException {
    return Files.createDirectories(folder);
  }

  private static void file(Path data, byte[] content) throws IOException {
    CifarZeros.folder(data, CifarLayout.CIFAR_10.files());
    Files.write(data.resolve(FIRST), content);
  }

  private static void archive(Path data, byte[] content) throws IOException {
    Files.write(created(data).resolve(CifarLayout.CIFAR_10.archive()), content);
  }

  private static byte[] labelOf10() {
    byte[] records = new byte[RECORDS * RECORD];
    records[5 * RECORD] = 10;
    return records;
  }

  private static byte[] shortFiles() throws IOException {
    return tar("cifar-10-batches-bin/" + FIRST, 10 * RECORD);
  }

  private static byte[] tar(String name, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      tar.write(new byte[size]);
      tar.closeArchiveEntry();
    }
    return gzip(bytes.toByteArray());
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] truncated(byte[] content) {
    return Arrays.copyOf(content, content.length - 12);
  }

  private static byte[] corrupted(byte[] content) {
    content[content.length / 2] ^= 0x55;
    return content;
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedInOneOrTwoLines(Bad bad) throws IOException {
    Path data = folder.resolve("data");
    bad.placement.into(data);
    List<Path> before = BadInput.paths(folder);
    DataConfiguration configuration =
        new DataConfiguration(
            data.toString(),
            Missing.REFUSED,
            Format.CIFAR_10,
            DataOptions.NONE,
            5000,
            0,
            new Synthetic(10, 100, 100, 1));
    Throwable refused =
        catchThrowable(
            () -> DataSets.read(DataSets.find(configuration, new Configuration()), configuration));

    assertThat(refused).isInstanceOf(DataException.class);
    BadInput.assertBrief(refused.getMessage().lines().toList(), data.toString());
    assertThat(refused.getMessage()).containsAnyOf("download", "fetch", "data.path", "expected");
    assertThat(BadInput.paths(folder)).isEqualTo(before);
  }
}
