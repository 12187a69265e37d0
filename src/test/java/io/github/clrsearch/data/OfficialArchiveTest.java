package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfficialArchiveTest {

  @Test
  void agreesWithTheChecksumsThatLieBesideTheData() throws IOException {
    List<String> expected = new ArrayList<>();
    for (OfficialArchive archive : OfficialArchive.ALL) {
      expected.add(archive.md5() + "  " + archive.layout().archive());
      for (OfficialArchive.OfficialFile file : archive.files()) {
        expected.add(file.md5() + "  " + archive.layout().folder() + "/" + file.name());
      }
    }
    assertThat(Files.readAllLines(Path.of("data/checksums.md5"))).isEqualTo(expected);
  }

  @Test
  void knowsEveryFileWithRecords() {
    for (OfficialArchive archive : OfficialArchive.ALL) {
      assertThat(archive.files())
          .extracting(OfficialArchive.OfficialFile::name)
          .isEqualTo(archive.layout().files());
      assertThat(archive.address().toString()).endsWith("/" + archive.layout().archive());
    }
    assertThat(OfficialArchive.CIFAR_10.size()).isEqualTo(170_052_171);
  }
}
