package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.clrsearch.data.formats.CifarLayout;
import io.github.clrsearch.data.formats.OfficialArchive;
import io.github.clrsearch.workflow.CifarZeros;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0};

  @TempDir private Path folder;
  private HttpServer server;
  private String url;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    url = "http://127.0.0.1:%d/cifar-10-binary.tar.gz".formatted(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Serves the given number of bytes: the beginning of a gzip file, then zeros. */
  private void serve(long size) {
    server.createContext(
        "/cifar-10-binary.tar.gz",
        exchange -> {
          exchange.sendResponseHeaders(200, size);
          try (OutputStream out = exchange.getResponseBody()) {
            write(size, out);
          }
        });
  }

  private static void write(long size, OutputStream out) throws IOException {
    out.write(GZIP);
    byte[] zeros = new byte[1 << 16];
    for (long left = size - GZIP.length; left > 0; left -= zeros.length) {
      out.write(zeros, 0, (int) Math.min(left, zeros.length));
    }
  }

  private static String md5(long size) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    write(
        size,
        new OutputStream() {
          @Override
          public void write(int b) {
            digest.update((byte) b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            digest.update(bytes, from, length);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private Ran fetch() {
    return Ran.command("data", "fetch", "--to", folder.toString(), "--url", url);
  }

  private void assertFailed(Ran ran, String problem) throws IOException {
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.problems()).containsExactly("clr-search: " + problem);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void fetchRefusesAnArchiveWithAnotherChecksumAndKeepsNothing() throws Exception {
    long size = OfficialArchive.CIFAR_10.size();
    serve(size);

    assertFailed(
        fetch(),
        "%s/cifar-10-binary.tar.gz.partial has MD5 %s, but the official cifar-10-binary.tar.gz has c32a1d4ab5d03f1284b67883e8d87530: download it from another address"
            .formatted(folder, md5(size)));
  }

  @Test
  void fetchRefusesAnArchiveOfAnotherSize() throws IOException {
    serve(1000);

    assertFailed(
        fetch(),
        "%s has 1000 bytes, but the official archive has 170052171: set another mirror with --url"
            .formatted(url));
  }

  @Test
  void fetchTellsThatNothingIsAtTheAddress() throws IOException {
    assertFailed(
        fetch(),
        "%s answered with status 404 instead of the archive: check the address, or set a mirror with --url"
            .formatted(url));
  }

  @Test
  void fetchTellsThatNobodyAnswers() throws IOException {
    server.stop(0);

    assertFailed(
        fetch(),
        "%s cannot be reached (connection refused): check the network and proxy, set a mirror with --url, or put the archive into the folder yourself"
            .formatted(url));
  }

  @Test
  void fetchTellsThatThereIsNoSuchHost() throws IOException {
    url = "http://no-such-host.invalid/cifar-10-binary.tar.gz";

    assertFailed(
        fetch(),
        "%s cannot be reached (unknown host): check the network and proxy, set a mirror with --url, or put the archive into the folder yourself"
            .formatted(url));
  }

  @Test
  void fetchLeavesAloneWhatIsThere() throws IOException {
    CifarZeros.folder(folder.resolve("cifar-10-batches-bin"), CifarLayout.CIFAR_10.files());

    Ran ran = fetch();

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: %s/cifar-10-batches-bin exists, but is not the official CIFAR-10 ('data check' lists the differences): move it away or choose another folder"
                .formatted(folder));
  }

  @Test
  void checkTellsWhatLiesInAFolderByItsPathOrItsUri() throws IOException {
    CifarZeros.folder(folder, CifarLayout.CIFAR_10.files());

    for (String place : new String[] {folder.toString(), "file:" + folder}) {
      Ran ran = Ran.command("data", "check", place);

      assertThat(ran.status()).isZero();
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out().lines())
          .hasSize(4)
          .startsWith("CIFAR-10 in %s: 3x32x32, 10 classes".formatted(place))
          .last()
          .asString()
          .startsWith(
              "usable, but not the official CIFAR-10: data_batch_1.bin, data_batch_2.bin, ");
    }
  }

  @Test
  void checkFailsWhereAFileIsTooShort() throws IOException {
    Files.writeString(folder.resolve("data_batch_1.bin"), "short");

    Ran ran = Ran.command("data", "check", folder.toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: %s/data_batch_1.bin must have 30730000 bytes (10000 records of 3073 bytes), but has 5, 30729995 too few: it ends inside record 0, which starts at byte 0: download it again"
                .formatted(folder),
            "clr-search: %s does not contain data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin of CIFAR-10: get it with 'data fetch', or list the existing files in data.training and data.validation"
                .formatted(folder));
  }

  @Test
  void checkFailsInOneLineWhereNothingLies() {
    Ran ran = Ran.command("data", "check", folder.toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: %s is empty or does not exist, but expected CIFAR-10 (data_batch_1.bin .. or the archive), CIFAR-100 (train.bin .. or the archive), IDX files (train-images-idx3-ubyte ..) or folders of images (train/CLASS/*.png ..): set data.path, or download CIFAR with 'data fetch'"
                .formatted(folder));
  }
}
