package io.github.clrsearch.store.files;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clrsearch.data.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * A safetensors file (https://github.com/huggingface/safetensors): eight bytes with the length of a
 * JSON header, little-endian; the header with the type, shape and offsets of every tensor; the
 * numbers, little-endian, row-major. It contains no code. The metadata in the header has the kind
 * of file, its version, and the SHA-256 of all tensors.
 *
 * @param matrices in single precision, by name
 * @param bytes rows of unsigned bytes by name, for text that the checksum covers
 * @param metadata strings by name, which the checksum does not cover
 */
public record SafeTensors(
    Map<String, FMatrixRMaj> matrices, Map<String, byte[]> bytes, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int LONGEST_HEADER = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Kind of file.
   *
   * @param format name of the kind
   * @param version of the tensor names and the metadata
   * @param held what the file contains, for messages
   * @param remedy what to do if the file cannot be read
   */
  public record Kind(String format, String version, String held, String remedy) {

    public StoreException refused(String name, String why) {
      return new StoreException("%s %s: %s".formatted(name, why, remedy));
    }
  }

  /** The bytes of the file. */
  public byte[] write(Kind kind) {
    ByteBuffer numbers = ByteBuffer.allocate(length()).order(ByteOrder.LITTLE_ENDIAN);
    ObjectNode header = JSON.createObjectNode();
    ObjectNode strings = header.putObject(METADATA);
    matrices.forEach(
        (name, matrix) -> {
          int from = numbers.position();
          for (int i = 0; i < matrix.getNumElements(); i++) {
            numbers.putFloat(matrix.data[i]);
          }
          entry(header, name, "F32", from, numbers.position(), matrix.numRows, matrix.numCols);
        });
    bytes.forEach(
        (name, row) -> {
          int from = numbers.position();
          numbers.put(row);
          entry(header, name, "U8", from, numbers.position(), row.length);
        });
    metadata.forEach(strings::put);
    strings.put("format", kind.format());
    strings.put("version", kind.version());
    strings.put("sha256", sha256(numbers.array(), 0));
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + numbers.capacity())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(numbers.array())
        .array();
  }

  private int length() {
    long floats = matrices.values().stream().mapToLong(FMatrixRMaj::getNumElements).sum();
    long rows = bytes.values().stream().mapToLong(row -> row.length).sum();
    return Math.toIntExact(floats * Float.BYTES + rows);
  }

  private static void entry(
      ObjectNode header, String name, String type, int from, int to, int... shape) {
    ObjectNode entry = header.putObject(name);
    entry.put("dtype", type);
    Arrays.stream(shape).forEach(entry.putArray("shape")::add);
    entry.putArray("data_offsets").add(from).add(to);
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for messages
   * @throws StoreException if it is truncated, damaged, or of another kind or version
   */
  public static SafeTensors read(Kind kind, String name, byte[] content) {
    try {
      return parse(kind, name, content);
    } catch (IOException | RuntimeException e) {
      if (e instanceof StoreException reported) {
        throw reported;
      }
      throw kind.refused(name, "is not a safetensors file (" + FolderErrors.reason(e) + ")");
    }
  }

  private static SafeTensors parse(Kind kind, String name, byte[] content) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long length = content.length < Long.BYTES ? -1 : file.getLong();
    if (length < 0 || length > Math.min(LONGEST_HEADER, file.remaining())) {
      throw kind.refused(
          name,
          "is truncated or not a safetensors file: %d bytes with a header of %d"
              .formatted(content.length, length));
    }
    int start = Long.BYTES + (int) length;
    JsonNode header = JSON.readTree(content, Long.BYTES, (int) length);
    Map<String, String> metadata =
        JSON.convertValue(header.path(METADATA), new TypeReference<Map<String, String>>() {});
    check(kind, name, content, start, metadata);
    ByteBuffer numbers = file.slice(start, content.length - start);
    Map<String, FMatrixRMaj> matrices = new LinkedHashMap<>();
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> tensor : header.properties()) {
      String type = tensor.getValue().path("dtype").asText();
      if (type.equals("F32")) {
        matrices.put(tensor.getKey(), matrix(kind, name, tensor, numbers));
      } else if (type.equals("U8")) {
        bytes.put(tensor.getKey(), row(kind, name, tensor, numbers));
      }
    }
    return new SafeTensors(matrices, bytes, metadata);
  }

  private static void check(
      Kind kind, String name, byte[] content, int start, Map<String, String> metadata) {
    if (metadata == null || !kind.format().equals(metadata.get("format"))) {
      throw kind.refused(name, "does not contain a %s of clr-search".formatted(kind.held()));
    }
    if (!kind.version().equals(metadata.get("version"))) {
      throw kind.refused(
          name,
          "has version %s, and this version of clr-search reads version %s"
              .formatted(metadata.get("version"), kind.version()));
    }
    String sum = sha256(content, start);
    if (!sum.equals(metadata.get("sha256"))) {
      throw kind.refused(
          name,
          "is damaged or truncated: its numbers have SHA-256 %s, but the header says %s"
              .formatted(sum, metadata.get("sha256")));
    }
  }

  private static FMatrixRMaj matrix(
      Kind kind, String name, Map.Entry<String, JsonNode> tensor, ByteBuffer numbers) {
    int rows = size(tensor.getValue(), 0);
    int columns = size(tensor.getValue(), 1);
    ByteBuffer place = place(kind, name, tensor, numbers, (long) rows * columns * Float.BYTES);
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    place.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(matrix.data);
    return matrix;
  }

  private static byte[] row(
      Kind kind, String name, Map.Entry<String, JsonNode> tensor, ByteBuffer numbers) {
    ByteBuffer place = place(kind, name, tensor, numbers, size(tensor.getValue(), 0));
    byte[] row = new byte[place.remaining()];
    place.get(row);
    return row;
  }

  private static int size(JsonNode entry, int dimension) {
    return Math.max(0, entry.path("shape").path(dimension).asInt(0));
  }

  private static ByteBuffer place(
      Kind kind, String name, Map.Entry<String, JsonNode> tensor, ByteBuffer numbers, long length) {
    int from = tensor.getValue().path("data_offsets").path(0).asInt(-1);
    int to = tensor.getValue().path("data_offsets").path(1).asInt(-1);
    if (length < 1 || from < 0 || to > numbers.limit() || to - from != length) {
      throw kind.refused(
          name,
          "has no tensor %s whose shape fits its offsets: %s"
              .formatted(tensor.getKey(), tensor.getValue()));
    }
    return numbers.slice(from, to - from);
  }

  /**
   * A required tensor.
   *
   * @throws StoreException if it is missing
   */
  public FMatrixRMaj matrix(Kind kind, String name, String tensor) {
    FMatrixRMaj matrix = matrices.get(tensor);
    if (matrix == null) {
      throw kind.refused(name, "has no tensor %s".formatted(tensor));
    }
    return matrix;
  }

  /** SHA-256 of all bytes from an offset on, in hexadecimal. */
  public static String sha256(byte[] content, int from) {
    MessageDigest digest = Digests.sha256();
    digest.update(content, from, content.length - from);
    return Digests.hex(digest);
  }
}
