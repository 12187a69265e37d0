package clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records as JSON files of a folder, one line each, names in snake case.
 *
 * @param folder where they lie
 */
record JsonFiles(AtomicFolder folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Writes a file, replacing one that is there. */
  void write(String name, Object value) {
    folder.write(name, bytes(value));
  }

  /** Writes a file where it is not there yet, or has other bytes. */
  void update(String name, Object value) {
    folder.update(name, bytes(value));
  }

  private static byte[] bytes(Object value) {
    try {
      return (JSON.writeValueAsString(value) + "\n").getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and strings is always JSON", e);
    }
  }

  /** What is in a file; empty where there is none. */
  <T> Optional<T> read(String name, Class<T> type) {
    return read(name, type, Function.identity());
  }

  /** Reads a file; JSON that does not become what it should is as damaged as no JSON. */
  <T, R> Optional<R> read(String name, Class<T> type, Function<T, R> conversion) {
    return folder
        .read(name)
        .map(
            content -> {
              try {
                T row = JSON.readValue(content, type);
                return conversion.apply(Objects.requireNonNull(row, "it holds null"));
              } catch (IOException | RuntimeException e) {
                throw new StoreException(
                    "%s/%s is damaged (%s): remove it, and what it held is computed again"
                        .formatted(folder.root(), name, firstLine(e)),
                    e);
              }
            });
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
