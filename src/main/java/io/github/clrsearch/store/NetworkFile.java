package io.github.clrsearch.store;

import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * Networks as {@link SafeTensors} files: Python reads them with two lines. The metadata has the
 * file's version and the SHA-256 of the numbers.
 */
public final class NetworkFile {
  /** The version of the tensors' names and the metadata. */
  public static final String VERSION = "1";

  private static final SafeTensors.Kind KIND =
      new SafeTensors.Kind(
          "clr-search network",
          VERSION,
          "network",
          "train the network again, or take another file");

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
    Map<String, FMatrixRMaj> tensors = new LinkedHashMap<>();
    put(kept.network(), "", tensors);
    tensors.put("input_scale", row(kept.standardizer().scale()));
    tensors.put("input_shift", row(kept.standardizer().shift()));
    return new SafeTensors(tensors, Map.of(), kept.metadata()).write(KIND);
  }

  /**
   * The network in a file.
   *
   * @param name the file's, for messages
   * @throws StoreException if the file is truncated, damaged, or of another kind or version
   */
  static Kept read(String name, byte[] content) {
    SafeTensors file = SafeTensors.read(KIND, name, content);
    Standardizer standardizer =
        Standardizer.of(
            file.matrix(KIND, name, "input_scale").data,
            file.matrix(KIND, name, "input_shift").data);
    return new Kept(network(file, KIND, name, ""), standardizer, file.metadata());
  }

  /**
   * Adds a network's tensors.
   *
   * @param prefix of their names
   * @param tensors modified
   */
  static void put(Network network, String prefix, Map<String, FMatrixRMaj> tensors) {
    tensors.put(prefix + "w1", network.w1());
    tensors.put(prefix + "b1", network.b1());
    tensors.put(prefix + "w2", network.w2());
    tensors.put(prefix + "b2", network.b2());
  }

  /**
   * The network of a file's tensors.
   *
   * @param prefix of their names
   */
  static Network network(SafeTensors file, SafeTensors.Kind kind, String name, String prefix) {
    FMatrixRMaj w1 = file.matrix(kind, name, prefix + "w1");
    FMatrixRMaj b1 = file.matrix(kind, name, prefix + "b1");
    FMatrixRMaj w2 = file.matrix(kind, name, prefix + "w2");
    FMatrixRMaj b2 = file.matrix(kind, name, prefix + "b2");
    try {
      return new Network(w1, b1, w2, b2);
    } catch (IllegalArgumentException e) {
      throw kind.refused(name, "holds no network (" + e.getMessage() + ")");
    }
  }

  /** One row of numbers, as a matrix over the same array. */
  static FMatrixRMaj row(float[] values) {
    FMatrixRMaj row = new FMatrixRMaj(1, values.length);
    row.data = values;
    return row;
  }
}
