package io.github.clrsearch.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network, or several that answer together, as an ONNX model (https://onnx.ai): standardization,
 * layers and softmax are all in the graph, so that whoever runs it gives pixels as they are.
 *
 * <ul>
 *   <li>input {@code images}: uint8, N x channels x height x width, 0 .. 255, the planes as in the
 *       data that was trained on. Bytes, because that is what pixels are: nobody has to know
 *       whether to divide by 255.
 *   <li>output {@code probabilities}: float, N x classes; of several networks their mean
 *   <li>output {@code label}: int64, N, the class of the highest probability; of equals the first
 * </ul>
 *
 * <p>It is of operator set 13, which every runtime since 2020 knows. The same networks and metadata
 * make the same bytes.
 */
public final class OnnxModel {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;

  /** What an ONNX file may have, for its lengths are signed 32-bit numbers. */
  private static final long LARGEST = Integer.MAX_VALUE - (1 << 20);

  private final ModelProto model;

  private OnnxModel(ModelProto model) {
    this.model = model;
  }

  /**
   * A model, which holds a copy of the networks' numbers.
   *
   * @param name of the graph
   * @param version of this program
   * @param shape of the images
   * @param standardizer what turns bytes into the networks' inputs
   * @param networks which answer, at least one, of the same inputs and classes; not modified
   * @param metadata strings by name, for whoever finds the file
   * @throws IllegalArgumentException if they do not fit together, or are more than a file can have
   */
  public static OnnxModel of(
      String name,
      String version,
      ImageShape shape,
      Standardizer standardizer,
      List<Network> networks,
      Map<String, String> metadata) {
    check(shape, standardizer, networks);
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("clr-search")
            .setProducerVersion(version)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
            .setGraph(new OnnxGraph().of(name, shape, standardizer, networks));
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return new OnnxModel(model.build());
  }

  /** The length of its file in bytes. */
  public int length() {
    return model.getSerializedSize();
  }

  /** Writes its file. */
  public void write(OutputStream out) throws IOException {
    model.writeTo(out);
  }

  private static void check(ImageShape shape, Standardizer standardizer, List<Network> networks) {
    long numbers = 2L * standardizer.size();
    for (Network network : networks) {
      if (network.inputs() != shape.size()
          || network.inputs() != standardizer.size()
          || network.classes() != networks.get(0).classes()) {
        throw new IllegalArgumentException(
            "networks that answer together must have %d inputs (%s), standardized by %d numbers, and %d classes, but one has %d and %d"
                .formatted(
                    shape.size(),
                    shape,
                    standardizer.size(),
                    networks.get(0).classes(),
                    network.inputs(),
                    network.classes()));
      }
      numbers += network.m() * (network.inputs() + 1L + network.classes()) + network.classes();
    }
    if (networks.isEmpty() || numbers * Float.BYTES > LARGEST) {
      throw new IllegalArgumentException(
          "a model must have 1 or more networks of %d bytes at most, but got %d of %d: choose fewer members"
              .formatted(LARGEST, networks.size(), numbers * Float.BYTES));
    }
  }
}
