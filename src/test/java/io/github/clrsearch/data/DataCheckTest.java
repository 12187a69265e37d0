package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.FileCheck.Match;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
  private static final CifarLayout TEN = TinyCifar.TEN;

  @TempDir Path folder;

  private byte[] archive;
  private OfficialArchive official;

  @BeforeEach
  void publish() throws IOException {
    archive = TinyCifar.archive(TEN);
    official =
        new OfficialArchive(
            TEN,
            URI.create("http://127.0.0.1:1/tiny.tar.gz"),
            archive.length,
            hex(Digests.md5(), archive),
            TEN.files().stream().map(DataCheckTest::published).toList());
  }

  private static OfficialArchive.OfficialFile published(String name) {
    byte[] bytes = TinyCifar.file(TEN, name);
    byte[] labels = new byte[TEN.records(name)];
    for (int r = 0; r < labels.length; r++) {
      labels[r] = (byte) TinyCifar.label(TEN, name, r);
    }
    return new OfficialArchive.OfficialFile(
        name, hex(Digests.md5(), bytes), Optional.of(hex(Digests.sha256(), labels)));
  }

  private static String hex(MessageDigest digest, byte[] bytes) {
    digest.update(bytes);
    return Digests.hex(digest);
  }

  private DataCheck check() {
    return DataCheck.of(DataFiles.of(folder), List.of(official));
  }

  private void change(String file, int at, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    bytes[at] = (byte) value;
    Files.write(folder.resolve(file), bytes);
  }

  @Test
  void recognizesTheOfficialFiles() throws IOException {
    TinyCifar.write(folder, TinyCifar.files(TEN));
    DataCheck check = check();
    assertThat(check.verdict()).isEqualTo(DataCheck.Verdict.OFFICIAL);
    assertThat(check.files()).extracting(FileCheck::name).isEqualTo(TEN.files());
    assertThat(check.files().get(0).classCounts()).containsExactly(2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    assertThat(check.text())
        .contains(
            "  batch_1.bin: 260 bytes, 20 records, labels 0 .. 9, 2 a class, MD5 %s: the official file\n"
                .formatted(official.files().get(0).md5()))
        .contains("  test.bin: 104 bytes, 8 records, labels 0 .. 9, 0 to 1 a class, MD5 ")
        .endsWith(
            "compared: MD5 of each file with the published one (4 of 4 equal); SHA-256 of its labels with the official ones (4 of 4 equal); SHA-256 of each file with checksums.sha256 (nothing to compare with)\n"
                + "the official data set\n");
  }

  @Test
  void tellsOtherPixelsUnderTheOfficialLabels() throws IOException {
    TinyCifar.write(folder, TinyCifar.files(TEN));
    change("batch_2.bin", 5, 77);
    DataCheck check = check();
    assertThat(check.verdict()).isEqualTo(DataCheck.Verdict.OFFICIAL_LABELS);
    assertThat(check.text())
        .contains(": not the official file, but its labels in its order\n")
        .contains(
            "published one (3 of 4 equal); SHA-256 of its labels with the official ones (4 of 4")
        .endsWith(
            "usable: the official labels in the official order, but other pixels; fetch the official ones with 'data fetch'\n");
  }

  @Test
  void tellsOtherLabels() throws IOException {
    TinyCifar.write(folder, TinyCifar.files(TEN));
    change("batch_2.bin", 0, 9);
    DataCheck check = check();
    assertThat(check.verdict()).isEqualTo(DataCheck.Verdict.READABLE);
    assertThat(check.usable()).isTrue();
    assertThat(check.text())
        .contains(": not the official file, nor its labels\n")
        .endsWith("usable, but nothing shows that it is the official data set\n");
  }

  @Test
  void tellsMissingShortAndDamagedFiles() throws IOException {
    TinyCifar.write(folder, TinyCifar.files(TEN));
    Files.delete(folder.resolve("batch_1.bin"));
    Path second = folder.resolve("batch_2.bin");
    Files.write(second, Arrays.copyOf(Files.readAllBytes(second), 250));
    change("batch_3.bin", 2 * 13, 10);
    DataCheck check = check();
    assertThat(check.verdict()).isEqualTo(DataCheck.Verdict.UNUSABLE);
    assertThat(check.usable()).isFalse();
    assertThat(check.text())
        .contains("  batch_1.bin is missing\n")
        .contains("  batch_2.bin must have 260 bytes (20 records of 13), but has 250, 10 too few")
        .contains("  batch_3.bin has label 10 in record 2, at byte 26, but labels are 0 .. 9\n")
        .endsWith("not usable: get it again with 'data fetch'\n");
  }

  @Test
  void comparesWithWhatWasWrittenDown() throws IOException {
    TinyCifar.write(folder, TinyCifar.files(TEN));
    RecordedChecksums.write(folder);
    assertThat(check().files()).extracting(FileCheck::recorded).containsOnly(Match.SAME).hasSize(4);
    change("batch_3.bin", 3, 1);
    assertThat(check().files().get(2).recorded()).isEqualTo(Match.DIFFERENT);
    assertThat(check().text()).contains(", changed since it was unpacked\n");
  }

  @Test
  void relyOnWhatWasWrittenDownWhereNothingIsPublished() throws IOException {
    TinyCifar.write(folder, TinyCifar.files(TEN));
    official =
        new OfficialArchive(
            TEN, official.address(), official.size(), official.md5(), new ArrayList<>());
    assertThat(check().verdict()).isEqualTo(DataCheck.Verdict.READABLE);
    assertThat(check().text()).contains(": no published MD5 to compare with\n");
    RecordedChecksums.write(folder);
    assertThat(check().verdict()).isEqualTo(DataCheck.Verdict.OFFICIAL);
  }

  @Test
  void checksWhatIsInAnArchive() throws IOException {
    Files.write(folder.resolve("tiny.tar.gz"), archive);
    DataCheck check = check();
    assertThat(check.verdict()).isEqualTo(DataCheck.Verdict.OFFICIAL);
    assertThat(check.files()).extracting(FileCheck::published).containsOnly(Match.SAME).hasSize(4);
    assertThat(check.text())
        .contains("  tiny.tar.gz: MD5 %s: the official archive\n".formatted(official.md5()));
  }

  @Test
  void saysWhereNothingLies() {
    assertThatThrownBy(this::check)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is empty or does not exist, but expected batch_1.bin .. test.bin");
  }
}
