package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Brings the bytes of an archive into a file, going on from what is there.
 *
 * @param source where from: http or https
 * @param size how many bytes it has
 * @param patience how long to wait for a connection, an answer, or the next bytes
 */
record Download(URI source, long size, Duration patience) {
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /**
   * Downloads what is missing.
   *
   * @param partial modified: grows to {@code size} bytes; kept where the download breaks off
   * @return whether it went on from bytes that were there before
   */
  boolean into(Path partial, ArchiveDownload.Progress progress) {
    long have = length(partial);
    if (have == size) {
      return true;
    }
    // More bytes than there can be belong to something else.
    long from = have > size ? 0 : have;
    HttpResponse<InputStream> response = send(from);
    if (from > 0 && !continues(response, from)) {
      // A server that ignores the range sends everything; one that refuses it is asked again.
      if (response.statusCode() != OK) {
        close(response);
        response = send(0);
      }
      from = 0;
    }
    if (response.statusCode() != (from > 0 ? PARTIAL : OK)) {
      close(response);
      throw new DataException(
          "%s answered with status %d, expected the archive: %s"
              .formatted(
                  source,
                  response.statusCode(),
                  response.statusCode() >= 500
                      ? "try again later, or name a mirror with --url"
                      : "check the address, or name a mirror with --url"));
    }
    copy(response, from, partial, progress);
    return from > 0;
  }

  private static boolean continues(HttpResponse<?> response, long from) {
    return response.statusCode() == PARTIAL
        && response
            .headers()
            .firstValue("Content-Range")
            .filter(range -> range.startsWith("bytes " + from + "-"))
            .isPresent();
  }

  private HttpResponse<InputStream> send(long from) {
    try {
      HttpClient client =
          HttpClient.newBuilder()
              .connectTimeout(patience)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(patience);
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
      }
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "the address of an archive must begin with http:// or https://, but got " + source, e);
    } catch (HttpTimeoutException e) {
      throw new DataException(
          "%s did not answer within %d s: try again, or name a mirror with --url"
              .formatted(source, patience.toSeconds()),
          e);
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be reached (%s): check the network and proxy, name a mirror with --url, or put the archive into the folder by hand"
              .formatted(source, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("the download of %s was interrupted".formatted(source), e);
    }
  }

  private void copy(
      HttpResponse<InputStream> response,
      long from,
      Path partial,
      ArchiveDownload.Progress progress) {
    long at = from;
    try (InputStream body = response.body();
        Watchdog watchdog = new Watchdog(body, patience)) {
      InputStream in = from > 0 ? body : checkedBeginning(response, body);
      try (OutputStream out = open(partial, from)) {
        byte[] buffer = new byte[BUFFER];
        while (at < size) {
          int n = read(in, buffer, at, watchdog);
          write(out, buffer, n, partial);
          at += n;
          progress.at(at, size);
        }
      }
    } catch (IOException e) {
      throw brokeOff(at, reason(e), e);
    }
  }

  private InputStream checkedBeginning(HttpResponse<?> response, InputStream body)
      throws IOException {
    byte[] head = body.readNBytes(512);
    if (!TarGz.isGzip(head)) {
      throw new DataException(TarGz.notAnArchive("what " + source + " answered", head));
    }
    long length = response.headers().firstValueAsLong("Content-Length").orElse(size);
    if (length != size) {
      throw new DataException(
          "%s offers %d bytes, but the official archive has %d: name another mirror with --url"
              .formatted(source, length, size));
    }
    return new SequenceInputStream(new ByteArrayInputStream(head), body);
  }

  private int read(InputStream in, byte[] buffer, long at, Watchdog watchdog) {
    try {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, size - at));
      watchdog.alive();
      if (n < 0) {
        throw brokeOff(at, "the connection ended", null);
      }
      return n;
    } catch (IOException e) {
      String stalled = "nothing came for " + patience.toSeconds() + " s";
      throw brokeOff(at, watchdog.barked() ? stalled : reason(e), e);
    }
  }

  private DataException brokeOff(long at, String reason, IOException e) {
    return new DataException(
        "the download of %s broke off after %d of %d bytes (%s): run it again to go on from there"
            .formatted(source, at, size, reason),
        e);
  }

  private static OutputStream open(Path partial, long from) {
    try {
      return from > 0
          ? Files.newOutputStream(partial, StandardOpenOption.APPEND)
          : Files.newOutputStream(partial);
    } catch (IOException e) {
      throw cannotWrite(partial, e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length, Path partial) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw cannotWrite(partial, e);
    }
  }

  /** What to say of a file that cannot be written. */
  static DataException cannotWrite(Path file, IOException e) {
    return new DataException(
        "%s cannot be written (%s): make room or choose another folder".formatted(file, reason(e)),
        e);
  }

  private static long length(Path partial) {
    try {
      return Files.exists(partial) ? Files.size(partial) : 0;
    } catch (IOException e) {
      throw cannotWrite(partial, e);
    }
  }

  private static String reason(IOException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    // What the JDK's client makes of a connection that is refused, and of a name that is unknown.
    if (deepest instanceof ClosedChannelException) {
      return "nobody answers there";
    }
    if (deepest instanceof UnresolvedAddressException) {
      return "no such host";
    }
    return deepest.getMessage() == null
        ? deepest.getClass().getSimpleName()
        : deepest.getMessage().lines().findFirst().orElse("");
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      // An answer that is not wanted may end as it likes.
      return;
    }
  }
}
