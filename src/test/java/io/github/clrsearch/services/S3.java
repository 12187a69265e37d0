package io.github.clrsearch.services;

import io.github.clrsearch.it.SparkProcess;
import io.github.clrsearch.it.StandaloneCluster;
import io.github.clrsearch.it.StudyPlace;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * An S3 server on this machine that keeps objects in memory. Its check of If-Match and the write
 * are two steps, unlike those of If-None-Match.
 */
final class S3 implements AutoCloseable {
  private static final String BUCKET = "bucket";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");

  /** A line of the server's log. */
  private static final Pattern REQUEST =
      Pattern.compile("request: .*\\{(\\w+)@\\w+ http://[^/]+/" + BUCKET + "/?([^ ?]*)(\\?\\S*)?");

  private static final String LOGGING =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%msg%n</pattern></encoder>
        </appender>
        <logger name="org.gaul.s3proxy" level="debug"/>
        <root level="warn"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final URI endpoint;
  private final Daemon server;

  private S3(URI endpoint, Daemon server) {
    this.endpoint = endpoint;
    this.server = server;
  }

  static S3 start(Path folder) throws Exception {
    URI endpoint = URI.create("http://127.0.0.1:" + StandaloneCluster.freePort());
    Path logging = Files.writeString(folder.resolve("logback.xml"), LOGGING);
    Path properties =
        Files.writeString(
            folder.resolve("s3proxy.properties"),
            """
            s3proxy.authorization=none
            s3proxy.endpoint=%s
            jclouds.provider=transient
            jclouds.identity=local
            jclouds.credential=local
            """
                .formatted(endpoint));
    Daemon server =
        Daemon.start(
            folder,
            List.of("-Xmx512m", "-Dlogback.configurationFile=" + logging),
            List.of(Jars.classPath("s3proxy")),
            "org.gaul.s3proxy.Main",
            "--properties",
            properties.toString());
    S3 s3 = new S3(endpoint, server);
    server.await(() -> s3.send("PUT", "/" + BUCKET).statusCode() == 200);
    return s3;
  }

  private HttpResponse<byte[]> send(String method, String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  String uri(String path) {
    return "s3a://" + BUCKET + path;
  }

  /** What Hadoop's client needs to know. */
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", endpoint.toString(),
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false",
        "fs.s3a.access.key", "local",
        "fs.s3a.secret.key", "local");
  }

  /** The same with Hadoop's client itself. */
  Configuration hadoop() throws IOException {
    Configuration configuration = new Configuration();
    settings().forEach(configuration::set);
    try (Stream<Path> jars = Files.list(Jars.home("s3a").resolve("jars"))) {
      List<URL> urls = new ArrayList<>();
      for (Path jar : jars.toList()) {
        urls.add(jar.toUri().toURL());
      }
      configuration.setClassLoader(
          new URLClassLoader(urls.toArray(URL[]::new), S3.class.getClassLoader()));
    }
    return configuration;
  }

  /** A command of the jar that can use S3. */
  SparkProcess.Launch launch(Path folder) {
    Map<String, String> all = new TreeMap<>();
    settings().forEach((key, value) -> all.put("spark.hadoop." + key, value));
    // Jars in spark.jars would be copied by each process, and these are 600 MB.
    all.put("spark.driver.extraClassPath", Jars.classPath("s3a"));
    all.put("spark.executor.extraClassPath", Jars.classPath("s3a"));
    return SparkProcess.Launch.in(folder).withSettings(all);
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
        return keys(path.substring(1) + "/" + subfolder + "/");
      }

      @Override
      public byte[] read(String name) throws IOException {
        return send("GET", "/%s%s/%s".formatted(BUCKET, path, name)).body();
      }
    };
  }

  /** The names of the objects below a prefix. */
  private List<String> keys(String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    String next = "";
    do {
      String page =
          new String(
              send("GET", "/%s?list-type=2&delimiter=/&prefix=%s%s".formatted(BUCKET, prefix, next))
                  .body(),
              StandardCharsets.UTF_8);
      KEY.matcher(page)
          .results()
          .map(key -> key.group(1).substring(prefix.length()))
          .filter(name -> !name.isEmpty())
          .forEach(names::add);
      Matcher token = TOKEN.matcher(page);
      next = token.find() ? "&continuation-token=" + token.group(1) : "";
    } while (!next.isEmpty());
    return names;
  }

  /**
   * The requests of Hadoop's client so far: {@code PUT trials/coarse-00000.json}, or {@code LIST
   * trials/} below a study's folder.
   */
  List<String> requests(String path) {
    String below = path.substring(1) + "/";
    return server
        .log()
        .lines()
        .map(REQUEST::matcher)
        .filter(Matcher::find)
        .map(S3::request)
        .filter(request -> request.contains(" " + below))
        .map(request -> request.replaceFirst(below, ""))
        .toList();
  }

  private static String request(Matcher line) {
    Matcher prefix = Pattern.compile("[?&]prefix=([^&]*)").matcher(String.valueOf(line.group(3)));
    return prefix.find()
        ? "LIST " + prefix.group(1).replace("%2F", "/")
        : line.group(1) + " " + line.group(2);
  }

  @Override
  public void close() {
    server.close();
  }
}
