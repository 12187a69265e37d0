package io.github.clrsearch.services;

import io.github.clrsearch.store.files.FileSystemContract;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A study's folder on HDFS. */
@Tag("services")
@Tag("short")
class HdfsContractIT extends FileSystemContract {
  @TempDir private static Path scratch;
  private static Hdfs hdfs;

  private String test;

  @BeforeAll
  static void start() throws Exception {
    hdfs = Hdfs.start(scratch);
  }

  @AfterAll
  static void stop() {
    hdfs.close();
  }

  @BeforeEach
  void name(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName();
  }

  @Override
  protected String location() {
    return hdfs.uri("/" + test);
  }

  @Override
  protected Configuration hadoop() {
    return hdfs.hadoop();
  }
}
