package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir private Path place;

  @Test
  void isTheUsersAlone() throws IOException {
    Path folder = TemporaryFolder.in(place, "me");

    assertThat(folder).isEqualTo(place.resolve("clr-search-me"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(TemporaryFolder.in(place, "me")).isEqualTo(folder);
  }

  @Test
  void isAnotherWhereSomebodyPutALinkThere() throws IOException {
    Path theirs = Files.createDirectory(place.resolve("theirs"));
    Files.createSymbolicLink(place.resolve("clr-search-me"), theirs);

    assertThat(TemporaryFolder.in(place, "me")).isDirectory().isNotEqualTo(theirs);
    assertThat(theirs).isEmptyDirectory();
  }

  @Test
  void isAnotherWhereOthersMayWrite() throws IOException {
    Path open = Files.createDirectory(place.resolve("clr-search-me"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(TemporaryFolder.in(place, "me")).isDirectory().isNotEqualTo(open);
    assertThat(open).isEmptyDirectory();
  }

  @Test
  void aUsersNameLeadsNowhereElse() {
    assertThat(TemporaryFolder.in(place, "../a\\b c?"))
        .isEqualTo(place.resolve("clr-search-..-a-b-c-"));
  }

  @Test
  void tellsWhereNoneCanBeMade() {
    assertThatThrownBy(() -> TemporaryFolder.in(place.resolve("none"), "me"))
        .isInstanceOf(CommandException.class)
        .hasMessageEndingWith("set TMPDIR to a writable folder");
  }
}
