package io.github.clrsearch.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.FileSystemContract;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A study's folder on S3. */
@Tag("services")
@Tag("short")
class S3ContractIT extends FileSystemContract {
  @TempDir private static Path scratch;
  private static S3 s3;
  private static Configuration hadoop;

  private String test;

  @BeforeAll
  static void start() throws Exception {
    s3 = S3.start(scratch);
    hadoop = s3.hadoop();
    // Several pages for a hundred files.
    hadoop.set("fs.s3a.paging.maximum", "50");
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @BeforeEach
  void name(TestInfo info) {
    test = "/" + info.getTestMethod().orElseThrow().getName();
  }

  @Override
  protected String location() {
    return s3.uri(test);
  }

  @Override
  protected Configuration hadoop() {
    return hadoop;
  }

  /** This server may send a new object with the length and version of the old one; S3 does not. */
  @Override
  protected int length(int version) {
    return 1 << 12;
  }

  @Override
  @Disabled("of this server, two concurrent writes with If-Match may succeed; S3 promises one")
  public void ofSeveralProcessesThatTakeAFileOverOneSucceeds() {}

  @Test
  void aNewFileTakesOneRequestAndEachOfManyFilesIsReadWithOne() throws Exception {
    AtomicFolder folder = folder();
    for (int i = 0; i < 120; i++) {
      folder.create("trials/coarse-%05d.json".formatted(i), "{}".getBytes(UTF_8));
    }
    assertThat(s3.requests(test)).hasSize(120).allMatch(request -> request.startsWith("PUT "));
    folder.readAll("trials", "*", (name, content) -> name);

    assertThat(s3.requests(test))
        .hasSize(120 + 120 + 3)
        .filteredOn(request -> request.startsWith("GET "))
        .hasSize(120);
  }
}
