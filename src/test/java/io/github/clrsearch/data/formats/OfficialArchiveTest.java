package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.Digests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfficialArchiveTest {
  private static final CifarLayout TEN = TinyCifar.TEN;
  private static final OfficialArchive OFFICIAL =
      new OfficialArchive(
          TEN,
          URI.create("http://127.0.0.1:1/tiny.tar.gz"),
          1,
          "",
          TEN.files().stream()
              .collect(Collectors.toMap(name -> name, name -> md5(TinyCifar.file(TEN, name)))));

  @TempDir private Path folder;

  private static String md5(byte[] bytes) {
    MessageDigest digest = Digests.md5();
    digest.update(bytes);
    return Digests.hex(digest);
  }

  @Test
  void agreesWithTheChecksumsThatLieBesideTheData() throws IOException {
    List<String> expected = new ArrayList<>();
    for (OfficialArchive archive : OfficialArchive.ALL) {
      expected.add(archive.md5() + "  " + archive.layout().archive());
      for (String file : archive.layout().files()) {
        expected.add(archive.md5s().get(file) + "  " + archive.layout().folder() + "/" + file);
      }
    }
    assertThat(Files.readAllLines(Path.of("data/checksums.md5"))).isEqualTo(expected);
  }

  @Test
  void knowsEveryFileWithRecords() {
    for (OfficialArchive archive : OfficialArchive.ALL) {
      assertThat(archive.md5s().keySet())
          .containsExactlyInAnyOrderElementsOf(archive.layout().files());
      assertThat(archive.address().toString()).endsWith("/" + archive.layout().archive());
    }
    assertThat(OfficialArchive.CIFAR_10.size()).isEqualTo(170_052_171);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void comparesEveryFileInAFolderOrAnArchive(boolean archived) throws IOException {
    Map<String, byte[]> files = TinyCifar.files(TEN);
    assertThat(verdict(files, archived))
        .isEqualTo("official tiny-10: every file has its published MD5");
    files.get("batch_2.bin")[5] ^= 1;
    assertThat(verdict(files, archived))
        .isEqualTo(
            "usable, but not the official tiny-10: batch_2.bin differs from the published files, which 'data fetch' downloads");
    files.get("test.bin")[0] ^= 1;
    assertThat(verdict(files, archived))
        .contains(": batch_2.bin, test.bin differ from the published");
  }

  private String verdict(Map<String, byte[]> files, boolean archived) throws IOException {
    if (archived) {
      Files.write(folder.resolve("tiny.tar.gz"), TinyCifar.archive("x", files));
    } else {
      TinyCifar.write(folder, files);
    }
    return OFFICIAL.verdict(CifarSource.require(DataFiles.of(folder), TEN));
  }
}
