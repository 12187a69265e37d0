package io.github.clrsearch.store.json;

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
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records as JSON files of one line, with names in snake case.
 *
 * @param folder of the files
 */
public record JsonFiles(AtomicFolder folder) {
  /** As strict as Spark SQL: neither may accept a file that the other refuses. */
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
          .annotationIntrospector(SearchJson.introspector())
          .withCoercionConfig(LogicalType.Textual, JsonFiles::strict)
          .build();

  private static void strict(MutableCoercionConfig text) {
    Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
        .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail));
  }

  /** Writes a file, replacing an existing one. */
  public void write(String name, Object value) {
    folder.write(name, bytes(value));
  }

  /** Writes a file unless it exists. */
  public void create(String name, Object value) {
    folder.create(name, bytes(value));
  }

  /**
   * Writes a file if it does not exist or has other content.
   *
   * @return false if another process changed it meanwhile
   */
  public boolean update(String name, Object value) {
    return folder.update(name, bytes(value));
  }

  /**
   * Reads a record.
   *
   * @throws IOException if it is not JSON of this type
   * @throws RuntimeException if anything is missing or wrong in it
   */
  static <T> T parse(byte[] content, Class<T> type) throws IOException {
    T row = JSON.readValue(content, type);
    RowCheck.check(Objects.requireNonNull(row, "it contains null"));
    return row;
  }

  /** Reads an object without a type, to change it. */
  static ObjectNode tree(byte[] content) throws IOException {
    return JSON.readValue(content, ObjectNode.class);
  }

  static byte[] bytes(Object value) {
    try {
      return (JSON.writeValueAsString(value) + "\n").getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written as JSON", e);
    }
  }

  /** Reads a file; empty if it does not exist. */
  public <T> Optional<T> read(String name, Class<T> type) {
    return read(name, type, Function.identity());
  }

  /**
   * Reads a file whose name must match its content: a copy under another name would count twice.
   *
   * @param ownName the name of the file that the content belongs in
   */
  public <T, R> Optional<R> readOwn(
      String below,
      String name,
      Class<T> type,
      Function<T, String> ownName,
      Function<T, R> conversion) {
    return read(
        below + "/" + name,
        type,
        row -> {
          checkOwn(name, ownName.apply(row));
          return conversion.apply(row);
        });
  }

  /**
   * Checks the name of a file.
   *
   * @param own the name of the file that the content belongs in
   */
  public static void checkOwn(String name, String own) {
    if (!own.equals(name)) {
      throw new IllegalArgumentException("it contains what belongs in " + own);
    }
  }

  /** Reads a file; a record that cannot be converted counts as damaged. */
  public <T, R> Optional<R> read(String name, Class<T> type, Function<T, R> conversion) {
    return folder.read(name).map(content -> converted(name, content, type, conversion));
  }

  /**
   * Converts the content of a file.
   *
   * @throws StoreException if it is damaged; the message names the file
   */
  public <T, R> R converted(String name, byte[] content, Class<T> type, Function<T, R> conversion) {
    try {
      return conversion.apply(parse(content, type));
    } catch (IOException | RuntimeException e) {
      throw new StoreException(
          "%s/%s is damaged (%s): remove it, and run the same command to compute it again"
              .formatted(folder.root(), name, reason(e)),
          e);
    }
  }

  /** The field and the problem, without Jackson's names of settings. */
  static String reason(Exception e) {
    // The message of a record's own check is clearer without Jackson's additions.
    String message =
        e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException
            ? e.getCause().getMessage()
            : e.getMessage();
    String line =
        String.valueOf(message)
            .lines()
            .findFirst()
            .orElse(e.toString())
            .replaceAll("\\[Source: .*?; (line: \\d+, column: \\d+)\\]", "$1");
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
