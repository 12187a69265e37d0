package io.github.clrsearch.store;

import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.store.files.SafeTensors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * Networks as {@link SafeTensors} files, which Python reads with two lines. The metadata contains
 * the version of the file and the SHA-256 of the tensors.
 */
public final class NetworkFile {
  /** Version of the tensor names and the metadata. */
  public static final String VERSION = "1";

  private static final SafeTensors.Kind KIND =
      new SafeTensors.Kind(
          "clr-search network", VERSION, "network", "retrain the network, or choose another file");

  private NetworkFile() {}

  /**
   * A network with everything that is needed to use it.
   *
   * @param network its weights
   * @param standardizer converts bytes to its inputs
   * @param metadata strings by name, such as class names, image shape and origin
   */
  public record Kept(Network network, Standardizer standardizer, Map<String, String> metadata) {}

  /** The bytes of a network's file. */
  static byte[] write(Kept kept) {
    Map<String, FMatrixRMaj> tensors = new LinkedHashMap<>();
    put(kept.network(), "", tensors);
    tensors.put("input_scale", row(kept.standardizer().scale()));
    tensors.put("input_shift", row(kept.standardizer().shift()));
    return new SafeTensors(tensors, Map.of(), kept.metadata()).write(KIND);
  }

  /**
   * Reads a network.
   *
   * @param name of the file, for messages
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
   * Reads a network from the tensors of a file.
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
      throw kind.refused(name, "does not contain a network (" + e.getMessage() + ")");
    }
  }

  /** A matrix of one row over the same array. */
  static FMatrixRMaj row(float[] values) {
    FMatrixRMaj row = new FMatrixRMaj(1, values.length);
    row.data = values;
    return row;
  }
}
