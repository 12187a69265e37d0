package io.github.clrsearch.store.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A file with one record per line, by ascending number. The first line also has the number of
 * lines, {@code rows}, so that a truncated file is noticed.
 *
 * @param files of the study's folder
 * @param name of the file in the folder
 * @param type of the records
 * @param number of a record, at least 0
 */
public record JsonLines<T extends Record>(
    JsonFiles files, String name, Class<T> type, ToIntFunction<T> number) {
  /** Field of the first line: the number of lines. */
  public static final String ROWS = "rows";

  /** Receives what was read. */
  @FunctionalInterface
  public interface Sink<R> {
    void accept(R value) throws IOException;
  }

  /** Lines that are parsed at a time, by all cores: a few megabytes. */
  private static final int BATCH = 256;

  /**
   * Reads all records.
   *
   * @param conversion of a record, on any thread; if it throws, the line counts as damaged
   * @return in the order of the lines; empty if the file does not exist
   * @throws StoreException if a line is damaged or missing; the message names the file
   */
  public <R> Optional<List<R>> read(Function<T, R> conversion) {
    return files
        .folder()
        .read(
            name,
            in -> {
              List<R> rows = new ArrayList<>();
              forEach(in, (row, line) -> conversion.apply(row), rows::add);
              return rows;
            });
  }

  /**
   * Reads all records with their lines.
   *
   * @param conversion of a record and its line, on any thread; if it throws, the line counts as
   *     damaged
   * @param sink receives the results in the order of the lines, on this thread
   * @throws StoreException if a line is damaged or missing
   */
  public <R> void forEach(InputStream in, BiFunction<T, byte[], R> conversion, Sink<R> sink)
      throws IOException {
    LineBatches lines = new LineBatches(in, BATCH);
    int rows = 0;
    int read = 0;
    int last = -1;
    for (List<byte[]> batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
      rows = read == 0 ? rows(batch.get(0)) : rows;
      for (Line<R> line : parsed(read + 1, batch, conversion)) {
        read++;
        if (line.number() <= last) {
          throw damaged("line %d: %d follows %d".formatted(read, line.number(), last), null);
        }
        last = line.number();
        sink.accept(line.value());
      }
    }
    if (read == 0 || read != rows) {
      throw damaged("it has %d lines instead of %d".formatted(read, rows), null);
    }
  }

  private record Line<R>(int number, R value) {}

  private <R> List<Line<R>> parsed(
      int first, List<byte[]> batch, BiFunction<T, byte[], R> conversion) {
    return IntStream.range(0, batch.size())
        .parallel()
        .mapToObj(
            i -> {
              try {
                T row = JsonFiles.parse(batch.get(i), type);
                return new Line<>(number.applyAsInt(row), conversion.apply(row, batch.get(i)));
              } catch (IOException | RuntimeException e) {
                throw damaged("line %d: %s".formatted(first + i, JsonFiles.reason(e)), e);
              }
            })
        .toList();
  }

  private int rows(byte[] firstLine) {
    JsonNode rows;
    try {
      rows = JsonFiles.tree(firstLine).path(ROWS);
    } catch (IOException e) {
      throw damaged("line 1: " + JsonFiles.reason(e), e);
    }
    if (!rows.isInt()) {
      throw damaged("line 1: %s is missing".formatted(ROWS), null);
    }
    return rows.intValue();
  }

  /**
   * The first line of a file.
   *
   * @param json of its record
   * @param rows number of lines of the file
   */
  public static byte[] withRows(byte[] json, int rows) throws IOException {
    return JsonFiles.bytes(JsonFiles.tree(json).put(ROWS, rows));
  }

  /** Another line of a file, from the JSON of its record or from an earlier first line. */
  public static byte[] withoutRows(byte[] json) throws IOException {
    String text = new String(json, UTF_8).strip();
    // Most are copied as they are: parsing takes as long as everything else.
    return text.contains("\"" + ROWS + "\"") || text.contains("\n")
        ? JsonFiles.bytes(JsonFiles.tree(json).without(ROWS))
        : (text + "\n").getBytes(UTF_8);
  }

  private StoreException damaged(String reason, Exception cause) {
    return new StoreException(
        "%s/%s is damaged (%s): restore it; or delete its damaged lines, correct \"rows\" in its first line, and run the same command to compute the other rows again"
            .formatted(files.folder().root(), name, reason),
        cause);
  }
}
