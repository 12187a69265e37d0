package io.github.clrsearch.services;

import io.github.clrsearch.it.StandaloneCluster;
import io.github.clrsearch.it.StudyPlace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** An HDFS on this machine: a NameNode and a DataNode. */
final class Hdfs implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final List<String> MEMORY = List.of("-Xmx256m");

  private final Path folder;
  private final String authority;
  private final DistributedFileSystem fileSystem;
  private Daemon nameNode;
  private Daemon dataNode;

  private Hdfs(Path folder, String authority) throws IOException {
    this.folder = folder;
    this.authority = authority;
    writeConfiguration();
    fileSystem =
        (DistributedFileSystem) new org.apache.hadoop.fs.Path(uri("/")).getFileSystem(hadoop());
  }

  static Hdfs start(Path folder) throws Exception {
    Hdfs hdfs = new Hdfs(folder, HOST + ":" + StandaloneCluster.freePort());
    try {
      hdfs.daemon("namenode.NameNode", "-format", "-nonInteractive").ended();
      hdfs.nameNode = hdfs.daemon("namenode.NameNode");
      hdfs.dataNode = hdfs.daemon("datanode.DataNode");
      hdfs.awaitWritable();
      return hdfs;
    } catch (Exception e) {
      hdfs.close();
      throw e;
    }
  }

  private void writeConfiguration() throws IOException {
    write(
        configurationFolder().resolve("core-site.xml"),
        Map.of("fs.defaultFS", uri(""), "hadoop.tmp.dir", folder.resolve("tmp").toString()));
    write(
        configurationFolder().resolve("hdfs-site.xml"),
        Map.ofEntries(
            Map.entry("dfs.replication", "1"),
            Map.entry("dfs.namenode.rpc-address", authority),
            Map.entry("dfs.namenode.rpc-bind-host", HOST),
            Map.entry("dfs.namenode.http-address", HOST + ":0"),
            Map.entry("dfs.namenode.safemode.extension", "0"),
            Map.entry("dfs.datanode.address", HOST + ":" + StandaloneCluster.freePort()),
            Map.entry("dfs.datanode.ipc.address", HOST + ":0"),
            Map.entry("dfs.datanode.http.address", HOST + ":0"),
            Map.entry("dfs.datanode.hostname", HOST),
            Map.entry("dfs.heartbeat.interval", "1"),
            Map.entry("dfs.namenode.name.dir", folder.resolve("name").toString()),
            Map.entry("dfs.datanode.data.dir", folder.resolve("data").toString())));
  }

  /** Writes a file of Hadoop's configuration. */
  static void write(Path file, Map<String, String> settings) throws IOException {
    Configuration configuration = new Configuration(false);
    settings.forEach(configuration::set);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      configuration.writeXml(out);
    }
  }

  /** What {@code HADOOP_CONF_DIR} names. */
  Path configurationFolder() {
    return folder.resolve("conf");
  }

  private Daemon daemon(String mainClass, String... arguments) throws IOException {
    return Daemon.start(
        folder,
        MEMORY,
        List.of(configurationFolder().toString(), Jars.classPath("hadoop")),
        "org.apache.hadoop.hdfs.server." + mainClass,
        arguments);
  }

  private void awaitWritable() throws InterruptedException {
    nameNode.await(
        () ->
            !fileSystem.setSafeMode(SafeModeAction.GET)
                && fileSystem.getDataNodeStats().length == 1);
  }

  String authority() {
    return authority;
  }

  String uri(String path) {
    return "hdfs://" + authority + path;
  }

  /** A client's configuration, which gives up soon. */
  Configuration hadoop() {
    Configuration configuration = new Configuration();
    configuration.set("fs.defaultFS", uri(""));
    configuration.set("dfs.replication", "1");
    configuration.set("ipc.client.connect.max.retries", "1");
    return configuration;
  }

  DistributedFileSystem fileSystem() {
    return fileSystem;
  }

  void killNameNode() {
    nameNode.kill();
  }

  /** Starts the NameNode again and waits until it has left its safe mode. */
  void restartNameNode() throws Exception {
    nameNode = daemon("namenode.NameNode");
    awaitWritable();
  }

  /** A study's folder. */
  StudyPlace study(String path) {
    return new StudyPlace() {
      @Override
      public String location() {
        return uri(path);
      }

      @Override
      public List<String> names(String subfolder) throws IOException {
        try {
          return Stream.of(fileSystem.listStatus(new org.apache.hadoop.fs.Path(path, subfolder)))
              .filter(FileStatus::isFile)
              .map(file -> file.getPath().getName())
              .toList();
        } catch (FileNotFoundException e) {
          return List.of();
        }
      }

      @Override
      public byte[] read(String name) throws IOException {
        try (FSDataInputStream in = fileSystem.open(new org.apache.hadoop.fs.Path(path, name))) {
          return in.readAllBytes();
        }
      }
    };
  }

  @Override
  public void close() {
    for (Daemon daemon : new Daemon[] {dataNode, nameNode}) {
      if (daemon != null) {
        daemon.close();
      }
    }
  }
}
