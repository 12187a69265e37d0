package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyFoldersTest {
  private static final String DEFAULT = "spark.hadoop.fs.defaultFS";
  private static final String RETRIES = "spark.hadoop.ipc.client.connect.max.retries";

  @TempDir private Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(DEFAULT);
    System.clearProperty(RETRIES);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///,      runs/x,        runs/x",
    "file:///,      /tmp/x,        /tmp/x",
    "file:///,      file:///tmp/x, /tmp/x",
    "file:///,      hdfs://h/x,    ''",
    "hdfs://h:1,    /tmp/x,        ''",
    "hdfs://h:1,    file:///tmp/x, /tmp/x",
    "hdfs://h:1,    file:/tmp/x,   /tmp/x",
  })
  void aFolderIsLocalWhereHadoopSaysSo(String defaultFs, String location, String local) {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.defaultFS", defaultFs);

    assertThat(StudyFolders.local(location, hadoop).map(Path::toString).orElse(""))
        .isEqualTo(local);
  }

  @Test
  void listsTheStudiesOfAUri() throws IOException {
    for (String name : new String[] {"b", "a ä"}) {
      Files.createDirectories(folder.resolve(name));
      Files.createFile(folder.resolve(name).resolve("study.json"));
    }
    Files.createDirectories(folder.resolve("other"));

    assertThat(StudyFolders.in(folder.toString())).containsExactly(folder + "/a ä", folder + "/b");
    assertThat(StudyFolders.in("file://" + folder + "/"))
        .containsExactly("file://" + folder + "/a ä", "file://" + folder + "/b");
  }

  @Test
  void tellsThatAPathWasNotTakenForALocalOne() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String defaultFs = "hdfs://127.0.0.1:" + port;
    System.setProperty(DEFAULT, defaultFs);
    System.setProperty(RETRIES, "0");

    assertThatThrownBy(() -> StudyFolders.named("/tmp/x"))
        .isInstanceOf(CommandException.class)
        .message()
        .startsWith(
            "/tmp/x is on %s, Hadoop's fs.defaultFS, which does not answer (".formatted(defaultFs))
        .endsWith("): use file:///tmp/x for the folder on this machine")
        .doesNotContain("\n");
    assertThat(StudyFolders.named("file:///tmp/x")).isEqualTo("file:///tmp/x");
  }
}
