package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverHadoopTest {
  @TempDir private Path folder;

  private final Configuration driver = new Configuration();

  @BeforeEach
  void site() throws Exception {
    Path site =
        Files.writeString(
            folder.resolve("core-site.xml"),
            """
            <configuration>
              <property><name>fs.defaultFS</name><value>hdfs://both</value></property>
              <property><name>hadoop.tmp.dir</name><value>/only/here</value></property>
              <property><name>dfs.nameservices</name><value>${names}</value></property>
              <property><name>names</name><value>both</value></property>
              <property><name>fs.s3a.secret.key</name><value>hush</value></property>
            </configuration>
            """);
    driver.addResource(new org.apache.hadoop.fs.Path(site.toUri()));
  }

  private Configuration onExecutor() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new DriverHadoop(driver));
    }
    assertThat(bytes.toString()).doesNotContain("hush");
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return ((DriverHadoop) in.readObject()).configuration();
    }
  }

  @Test
  void executorsGetWhatFilesAndProgramHaveSet() throws Exception {
    driver.set("fs.s3a.endpoint", "http://127.0.0.1:9000");
    Configuration executor = onExecutor();

    assertThat(executor.get("fs.defaultFS")).isEqualTo("hdfs://both");
    assertThat(executor.get("dfs.nameservices")).isEqualTo("both");
    assertThat(executor.get("fs.s3a.endpoint")).isEqualTo("http://127.0.0.1:9000");
  }

  @Test
  void theyKeepTheirOwnDefaultsAndTemporaryFolder() throws Exception {
    assertThat(onExecutor().get("hadoop.tmp.dir")).isNotEqualTo("/only/here");
    assertThat(new DriverHadoop(driver).toString())
        .isEqualTo("[dfs.nameservices, fs.defaultFS, names]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.access.key",
        "fs.s3a.secret.key",
        "fs.s3a.bucket.mine.secret.key",
        "fs.s3a.session.token",
        "fs.s3a.encryption.key",
        "fs.azure.account.key.mine.dfs.core.windows.net",
        "fs.azure.account.oauth2.client.secret",
        "fs.gs.auth.service.account.private.key",
        "ssl.server.keystore.password",
        "my.own.PASSWORD"
      })
  void secretsStayOnTheDriver(String key) throws Exception {
    driver.set(key, "hush");

    assertThat(onExecutor().get(key)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.aws.credentials.provider",
        "hadoop.security.token.service.use_ip",
        "hadoop.security.credential.provider.path",
        "dfs.client.failover.proxy.provider.both"
      })
  void whatOnlySoundsLikeASecretIsSent(String key) throws Exception {
    driver.set(key, "a value");

    assertThat(onExecutor().get(key)).isEqualTo("a value");
  }
}
