package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveDownloadTest {
  private static final CifarLayout TEN = TinyCifar.TEN;

  @TempDir Path target;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private byte[] bytes;

  @BeforeEach
  void serve() throws IOException {
    bytes = TinyCifar.archive(TEN);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** How the server responds: its content, whether it supports ranges, how much it sends. */
  private interface Answer {
    void to(HttpExchange exchange, String range) throws IOException;
  }

  private void answer(Answer answer) {
    server.createContext(
        "/tiny.tar.gz",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(String.valueOf(range));
          try (exchange) {
            answer.to(exchange, range);
          }
        });
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void sendRange(HttpExchange exchange, String range, byte[] all)
      throws IOException {
    if (range == null) {
      send(exchange, 200, all);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
    send(exchange, 206, Arrays.copyOfRange(all, from, all.length));
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tiny.tar.gz");
  }

  private static String md5(byte[] bytes) {
    MessageDigest digest = Digests.md5();
    digest.update(bytes);
    return Digests.hex(digest);
  }

  private static OfficialArchive official(byte[] archive) {
    return new OfficialArchive(
        TEN,
        URI.create("http://127.0.0.1:1/nowhere.tar.gz"),
        archive.length,
        md5(archive),
        TEN.files().stream()
            .collect(Collectors.toMap(name -> name, name -> md5(TinyCifar.file(TEN, name)))));
  }

  private ArchiveDownload.Fetched fetch() {
    return fetch((at, total) -> {});
  }

  private ArchiveDownload.Fetched fetch(ArchiveDownload.Progress progress) {
    return new ArchiveDownload(official(bytes), address()).fetch(target, progress);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(target)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  private Path partial(byte[] content) throws IOException {
    return Files.write(target.resolve("tiny.tar.gz.partial"), content);
  }

  private void assertFetched(ArchiveDownload.Fetched fetched) throws IOException {
    assertThat(fetched.folder()).isEqualTo(target.resolve("tiny-batches"));
    assertThat(fetched.alreadyThere()).isFalse();
    assertThat(names()).containsExactly("tiny-batches");
    CifarSource place = CifarSource.require(DataFiles.of(target), TEN);
    assertThat(CifarReader.read(place, CifarSelection.ALL).images().count()).isEqualTo(60);
    assertThat(official(bytes).differing(place)).isEmpty();
  }

  @Test
  void downloadsVerifiesAndUnpacksAndLeavesNothingElse() throws IOException {
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    List<Long> progress = new ArrayList<>();
    assertFetched(
        fetch(
            (at, total) -> {
              assertThat(total).isEqualTo(bytes.length);
              progress.add(at);
            }));
    assertThat(progress).isSorted().endsWith((long) bytes.length);
    assertThat(ranges).containsExactly("null");
  }

  @Test
  void doesNothingWhereEverythingIsThere() throws IOException {
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    fetch();
    assertThat(fetch().alreadyThere()).isTrue();
    assertThat(ranges).hasSize(1);
  }

  @Test
  void leavesAFolderAloneThatIsNotTheOfficialOne() throws IOException {
    TinyCifar.write(target.resolve("tiny-batches"), Map.of("batch_1.bin", new byte[260]));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessage(
            target.resolve("tiny-batches")
                + " exists, but is not the official tiny-10 ('data check' lists the differences): move it away or choose another folder");
  }

  @Test
  void usesAnArchiveThatWasPutThereAndKeepsIt() throws IOException {
    Files.write(target.resolve("tiny.tar.gz"), bytes);
    assertThat(fetch().alreadyThere()).isFalse();
    assertThat(names()).containsExactly("tiny-batches", "tiny.tar.gz");
    assertThat(ranges).isEmpty();
  }

  @Test
  void goesOnFromAPartialDownload() throws IOException {
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    partial(Arrays.copyOf(bytes, 100));
    assertFetched(fetch());
    assertThat(ranges).containsExactly("bytes=100-");
  }

  @Test
  void startsOverWhereTheServerIgnoresRanges() throws IOException {
    answer((exchange, range) -> send(exchange, 200, bytes));
    partial(Arrays.copyOf(bytes, 100));
    assertFetched(fetch());
    assertThat(ranges).containsExactly("bytes=100-");
  }

  @Test
  void startsOverWhereTheServerRefusesTheRange() throws IOException {
    answer((exchange, range) -> send(exchange, range == null ? 200 : 416, bytes));
    partial(Arrays.copyOf(bytes, 100));
    assertFetched(fetch());
    assertThat(ranges).containsExactly("bytes=100-", "null");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 0})
  void startsOverWhereThePartialDownloadWasOfSomethingElse(int missing) throws IOException {
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    partial(new byte[bytes.length - missing]);
    assertFetched(fetch());
    assertThat(ranges).endsWith("null");
  }

  @Test
  void startsOverWhereThePartialDownloadIsTooLong() throws IOException {
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    partial(new byte[bytes.length + 1]);
    assertFetched(fetch());
  }

  @Test
  void unpacksNothingWhoseChecksumIsWrong() throws IOException {
    byte[] other = bytes.clone();
    other[40] ^= 1;
    answer((exchange, range) -> sendRange(exchange, range, other));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s has MD5 %s, but the official tiny.tar.gz has %s: download it from another address"
                .formatted(target.resolve("tiny.tar.gz.partial"), md5(other), md5(bytes)));
    assertThat(names()).isEmpty();
  }

  @Test
  void tellsAWebPage() throws IOException {
    byte[] page = "<!DOCTYPE html><p>Moved".getBytes(StandardCharsets.UTF_8);
    answer((exchange, range) -> send(exchange, 200, page));
    assertThatThrownBy(this::fetch)
        .hasMessage(
            "the response of %s is a web page, expected a gzipped tar (1f 8b): download it from another address"
                .formatted(address()));
    assertThat(names()).isEmpty();
  }

  @Test
  void tellsAnotherArchiveByItsLength() {
    answer((exchange, range) -> send(exchange, 200, Arrays.copyOf(bytes, 90)));
    assertThatThrownBy(this::fetch)
        .hasMessage(
            "%s has 90 bytes, but the official archive has %d: set another mirror with --url"
                .formatted(address(), bytes.length));
  }

  @Test
  void keepsWhatCameWhereTheConnectionEndsAndGoesOnFromThere() throws IOException {
    int half = 600;
    assertThat(bytes.length).isGreaterThan(half);
    answer(
        (exchange, range) -> {
          if (range == null) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, half);
            exchange.getResponseBody().flush();
          } else {
            sendRange(exchange, range, bytes);
          }
        });
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the download of %s stopped after ".formatted(address()))
        .hasMessageEndingWith("): run the command again to resume");
    assertThat(names()).containsExactly("tiny.tar.gz.partial");
    assertFetched(fetch());
    assertThat(ranges).containsExactly("null", "bytes=" + half + "-");
  }

  @Test
  void givesUpWhereNothingComesAnyMore() {
    CountDownLatch end = new CountDownLatch(1);
    answer(
        (exchange, range) -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes, 0, 600);
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    ArchiveDownload download =
        new ArchiveDownload(official(bytes), address(), Duration.ofSeconds(1));
    try {
      assertThatThrownBy(() -> download.fetch(target, (at, total) -> {}))
          .hasMessage(
              "the download of %s stopped after 600 of %d bytes (no data for 1 s): run the command again to resume"
                  .formatted(address(), bytes.length));
    } finally {
      end.countDown();
    }
  }

  @Test
  void tellsTheStatusOfARefusal() {
    answer((exchange, range) -> send(exchange, 503, new byte[0]));
    assertThatThrownBy(this::fetch)
        .hasMessage(
            "%s answered with status 503 instead of the archive: try again later, or set a mirror with --url"
                .formatted(address()));
  }

  @Test
  void tellsAServerThatCannotBeReached() throws IOException {
    URI address = address();
    server.stop(0);
    ArchiveDownload download = new ArchiveDownload(official(bytes), address);
    assertThatThrownBy(() -> download.fetch(target, (at, total) -> {}))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(address + " cannot be reached (")
        .hasMessageEndingWith(
            "): check the network and proxy, set a mirror with --url, or put the archive into the folder yourself");
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesAnAddressThatIsNotOfTheWeb() {
    ArchiveDownload download =
        new ArchiveDownload(official(bytes), URI.create("ftp://example.org/x"));
    assertThatThrownBy(() -> download.fetch(target, (at, total) -> {}))
        .hasMessage(
            "the address of an archive must start with http:// or https://, but got ftp://example.org/x");
  }

  @Test
  void tellsAFileThatCannotBeWritten() throws IOException {
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Files.createSymbolicLink(target.resolve("tiny.tar.gz.partial"), full);
    assertThatThrownBy(this::fetch)
        .hasMessageMatching(
            ".*tiny.tar.gz.partial cannot be written \\(.+\\): free some space or choose another folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/abs.bin", "../up.bin", "tiny-batches/../../up.bin", "a\\..\\b", "C:x"})
  void refusesAnEntryThatLeadsOut(String name) throws IOException {
    assertRefused(new TarArchiveEntry(name, true), "that is outside the folder");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO})
  void refusesLinksAndDevices(byte kind) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry("tiny-batches/batch_1.bin", kind);
    entry.setLinkName("/etc/passwd");
    assertRefused(entry, "that is a link or a device");
  }

  private void assertRefused(TarArchiveEntry entry, String message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    bytes = out.toByteArray();
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("but only regular files and folders are expected");
    assertThat(names()).containsExactly("tiny.tar.gz");
    assertThat(target.resolveSibling("up.bin")).doesNotExist();
  }

  @Test
  void refusesAnArchiveThatUnpacksToTooMuch() throws IOException {
    bytes = TinyCifar.archive("tiny-batches", Map.of("batch_1.bin", new byte[2 << 20]));
    answer((exchange, range) -> sendRange(exchange, range, bytes));
    assertThatThrownBy(this::fetch)
        .hasMessageContaining("tiny.tar.gz unpacks to more than the expected 1049460 bytes");
    assertThat(names()).containsExactly("tiny.tar.gz");
  }
}
