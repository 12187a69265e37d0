package io.github.clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records as JSON files of a folder, one line each, names in snake case.
 *
 * @param folder where they lie
 */
record JsonFiles(AtomicFolder folder) {
  /** As strict as Spark SQL is: what one of them refuses, the other must not take. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, JsonFiles::strict)
          .build();

  private static void strict(MutableCoercionConfig text) {
    Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
        .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail));
  }

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

  /**
   * Reads a file that must hold what its name says: a copy under another name would count twice.
   *
   * @param ownName the name that what is in it belongs under
   */
  <T, R> Optional<R> readOwn(
      String below,
      String name,
      Class<T> type,
      Function<T, String> ownName,
      Function<T, R> conversion) {
    return read(
        below + "/" + name,
        type,
        row -> {
          String own = ownName.apply(row);
          if (!own.equals(name)) {
            throw new IllegalArgumentException("it holds what belongs in " + own);
          }
          return conversion.apply(row);
        });
  }

  /** Reads a file; JSON that does not become what it should is as damaged as no JSON. */
  <T, R> Optional<R> read(String name, Class<T> type, Function<T, R> conversion) {
    return folder
        .read(name)
        .map(
            content -> {
              try {
                T row = JSON.readValue(content, type);
                WholeRows.check(Objects.requireNonNull(row, "it holds null"));
                return conversion.apply(row);
              } catch (IOException | RuntimeException e) {
                throw new StoreException(
                    "%s/%s is damaged (%s): remove it, and what it held is computed again"
                        .formatted(folder.root(), name, told(e)),
                    e);
              }
            });
  }

  /** The place in the row and what is wrong there, without Jackson's names for settings. */
  private static String told(Exception e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    if (!(e instanceof JsonMappingException at) || at.getPath().isEmpty()) {
      return line;
    }
    String where =
        at.getPath().stream()
            .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
            .collect(Collectors.joining("."));
    return "%s: %s".formatted(where, line.replaceFirst(" \\(set DeserializationConfig.*", ""));
  }
}
