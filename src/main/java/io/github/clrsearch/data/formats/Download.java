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
 * Downloads a file over HTTP, and resumes a partial download.
 *
 * @param source http or https address
 * @param size expected size in bytes
 * @param timeout how long to wait for a connection, a response, or the next bytes
 */
record Download(URI source, long size, Duration timeout) {
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /**
   * Downloads the bytes that are missing.
   *
   * @param partial modified: grows to {@code size} bytes; kept if the download fails
   * @return whether an earlier download was resumed
   */
  boolean into(Path partial, ArchiveDownload.Progress progress) {
    long present = length(partial);
    if (present == size) {
      return true;
    }
    // A larger file cannot be part of this download.
    long from = present > size ? 0 : present;
    HttpResponse<InputStream> response = send(from);
    if (from > 0 && !continues(response, from)) {
      // A server that ignores the range sends the whole file. If it rejects the range, ask again
      // without.
      if (response.statusCode() != OK) {
        close(response);
        response = send(0);
      }
      from = 0;
    }
    if (response.statusCode() != (from > 0 ? PARTIAL : OK)) {
      close(response);
      throw new DataException(
          "%s answered with status %d instead of the archive: %s"
              .formatted(
                  source,
                  response.statusCode(),
                  response.statusCode() >= 500
                      ? "try again later, or set a mirror with --url"
                      : "check the address, or set a mirror with --url"));
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
              .connectTimeout(timeout)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(timeout);
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
      }
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "the address of an archive must start with http:// or https://, but got " + source, e);
    } catch (HttpTimeoutException e) {
      throw new DataException(
          "%s did not answer within %d s: try again, or set a mirror with --url"
              .formatted(source, timeout.toSeconds()),
          e);
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be reached (%s): check the network and proxy, set a mirror with --url, or put the archive into the folder yourself"
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
        Watchdog watchdog = new Watchdog(body, timeout)) {
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
      throw interrupted(at, reason(e), e);
    }
  }

  private InputStream checkedBeginning(HttpResponse<?> response, InputStream body)
      throws IOException {
    byte[] head = body.readNBytes(512);
    if (!TarGz.isGzip(head)) {
      throw new DataException(TarGz.notAnArchive("the response of " + source, head));
    }
    long length = response.headers().firstValueAsLong("Content-Length").orElse(size);
    if (length != size) {
      throw new DataException(
          "%s has %d bytes, but the official archive has %d: set another mirror with --url"
              .formatted(source, length, size));
    }
    return new SequenceInputStream(new ByteArrayInputStream(head), body);
  }

  private int read(InputStream in, byte[] buffer, long at, Watchdog watchdog) {
    try {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, size - at));
      watchdog.reset();
      if (n < 0) {
        throw interrupted(at, "the connection was closed", null);
      }
      return n;
    } catch (IOException e) {
      String stalled = "no data for " + timeout.toSeconds() + " s";
      throw interrupted(at, watchdog.timedOut() ? stalled : reason(e), e);
    }
  }

  private DataException interrupted(long at, String reason, IOException e) {
    return new DataException(
        "the download of %s stopped after %d of %d bytes (%s): run the command again to resume"
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

  /** The error for a file that cannot be written. */
  static DataException cannotWrite(Path file, IOException e) {
    return new DataException(
        "%s cannot be written (%s): free some space or choose another folder"
            .formatted(file, reason(e)),
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
    // The JDK's client throws these without a message: connection refused, and unknown host.
    if (deepest instanceof ClosedChannelException) {
      return "connection refused";
    }
    if (deepest instanceof UnresolvedAddressException) {
      return "unknown host";
    }
    return deepest.getMessage() == null
        ? deepest.getClass().getSimpleName()
        : deepest.getMessage().lines().findFirst().orElse("");
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      // The response is discarded anyway.
      return;
    }
  }
}
