package clrsearch.store;

import clrsearch.data.Standardizer;
import clrsearch.network.Network;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * Networks as safetensors files (https://github.com/huggingface/safetensors): eight bytes with the
 * length of a JSON header, little-endian; the header, with every tensor's type, shape and place;
 * the numbers, little-endian single precision, row-major. Python reads them with two lines, and
 * nothing in them is ever executed. The header's metadata has the file's version and the SHA-256 of
 * the numbers.
 */
public final class NetworkFile {
  /** The version of the tensors' names and the metadata. */
  public static final String VERSION = "1";

  private static final String METADATA = "__metadata__";
  private static final String FORMAT = "clr-search network";
  private static final int LONGEST_HEADER = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private NetworkFile() {}

  /**
   * A network with what it needs to be used.
   *
   * @param network its weights
   * @param standardizer what turns bytes into its inputs
   * @param metadata strings by name: class names, image shape, where it came from
   */
  public record Kept(Network network, Standardizer standardizer, Map<String, String> metadata) {}

  /** The bytes of a file that holds a network. */
  static byte[] write(Kept kept) {
    Map<String, FMatrixRMaj> tensors = tensors(kept);
    int length =
        tensors.values().stream().mapToInt(FMatrixRMaj::getNumElements).sum() * Float.BYTES;
    ByteBuffer numbers = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    ObjectNode header = JSON.createObjectNode();
    ObjectNode metadata = header.putObject(METADATA);
    tensors.forEach(
        (name, tensor) -> {
          ObjectNode entry = header.putObject(name);
          entry.put("dtype", "F32");
          entry.putArray("shape").add(tensor.numRows).add(tensor.numCols);
          int from = numbers.position();
          for (int i = 0; i < tensor.getNumElements(); i++) {
            numbers.putFloat(tensor.data[i]);
          }
          entry.putArray("data_offsets").add(from).add(numbers.position());
        });
    kept.metadata().forEach(metadata::put);
    metadata.put("format", FORMAT);
    metadata.put("version", VERSION);
    metadata.put("sha256", sha256(numbers.array(), 0));
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(numbers.array())
        .array();
  }

  /**
   * The network in a file.
   *
   * @param name the file's, for messages
   * @throws StoreException if the file is truncated, damaged, or of another kind or version
   */
  static Kept read(String name, byte[] content) {
    try {
      return parse(name, content);
    } catch (IOException | RuntimeException e) {
      if (e instanceof StoreException told) {
        throw told;
      }
      throw refused(name, "is no safetensors file (" + firstLine(e) + ")");
    }
  }

  private static Kept parse(String name, byte[] content) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long length = content.length < Long.BYTES ? -1 : file.getLong();
    if (length < 0 || length > Math.min(LONGEST_HEADER, file.remaining())) {
      throw refused(
          name,
          "is truncated or no safetensors file: %d bytes with a header of %d"
              .formatted(content.length, length));
    }
    int start = Long.BYTES + (int) length;
    JsonNode header = JSON.readTree(content, Long.BYTES, (int) length);
    Map<String, String> metadata =
        JSON.convertValue(header.path(METADATA), new TypeReference<Map<String, String>>() {});
    check(name, content, start, metadata);
    Map<String, FMatrixRMaj> tensors = new LinkedHashMap<>();
    for (String tensor : List.of("w1", "b1", "w2", "b2", "input_scale", "input_shift")) {
      tensors.put(
          tensor,
          tensor(name, tensor, header.path(tensor), file.slice(start, content.length - start)));
    }
    return new Kept(
        new Network(tensors.get("w1"), tensors.get("b1"), tensors.get("w2"), tensors.get("b2")),
        Standardizer.of(tensors.get("input_scale").data, tensors.get("input_shift").data),
        metadata);
  }

  private static void check(String name, byte[] content, int start, Map<String, String> metadata) {
    if (metadata == null || !FORMAT.equals(metadata.get("format"))) {
      throw refused(name, "holds no network of clr-search");
    }
    if (!VERSION.equals(metadata.get("version"))) {
      throw refused(
          name,
          "has version %s, and this version of clr-search reads version %s"
              .formatted(metadata.get("version"), VERSION));
    }
    String sum = sha256(content, start);
    if (!sum.equals(metadata.get("sha256"))) {
      throw refused(
          name,
          "is damaged or truncated: its numbers have SHA-256 %s, but the header says %s"
              .formatted(sum, metadata.get("sha256")));
    }
  }

  private static FMatrixRMaj tensor(
      String name, String tensor, JsonNode entry, ByteBuffer numbers) {
    int rows = entry.path("shape").path(0).asInt(-1);
    int columns = entry.path("shape").path(1).asInt(-1);
    int from = entry.path("data_offsets").path(0).asInt(-1);
    int to = entry.path("data_offsets").path(1).asInt(-1);
    if (rows < 1
        || columns < 1
        || from < 0
        || to > numbers.limit()
        || to - from != (long) rows * columns * Float.BYTES) {
      throw refused(
          name, "has no tensor %s of a shape that fits its place: %s".formatted(tensor, entry));
    }
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    numbers.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(matrix.data);
    return matrix;
  }

  private static Map<String, FMatrixRMaj> tensors(Kept kept) {
    Map<String, FMatrixRMaj> tensors = new LinkedHashMap<>();
    tensors.put("w1", kept.network().w1());
    tensors.put("b1", kept.network().b1());
    tensors.put("w2", kept.network().w2());
    tensors.put("b2", kept.network().b2());
    tensors.put("input_scale", row(kept.standardizer().scale()));
    tensors.put("input_shift", row(kept.standardizer().shift()));
    return tensors;
  }

  private static FMatrixRMaj row(float[] values) {
    FMatrixRMaj row = new FMatrixRMaj(1, values.length);
    row.data = values;
    return row;
  }

  private static StoreException refused(String name, String why) {
    return new StoreException(
        "%s %s: train the network again, or take another file".formatted(name, why));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  private static String sha256(byte[] content, int from) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content, from, content.length - from);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
