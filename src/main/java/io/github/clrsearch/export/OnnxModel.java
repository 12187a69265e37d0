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
 * A network or an ensemble of networks as an ONNX model (https://onnx.ai). The graph includes
 * standardization, layers and softmax, so its input is raw pixels.
 *
 * <ul>
 *   <li>input {@code images}: uint8, N x channels x height x width, 0 .. 255, with the planes of
 *       the training data. The type is uint8 so that nobody has to know whether to divide by 255.
 *   <li>output {@code probabilities}: float, N x classes; for an ensemble, the mean over the
 *       networks
 *   <li>output {@code label}: int64, N, the class with the highest probability, the first one if
 *       tied
 * </ul>
 *
 * <p>The model uses operator set 13, which runtimes support since 2020. The same networks and
 * metadata give the same bytes.
 */
public final class OnnxModel {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;

  /** Limit for an ONNX file, whose lengths are signed 32-bit integers. */
  private static final long MAX_SIZE = Integer.MAX_VALUE - (1 << 20);

  private final ModelProto model;

  private OnnxModel(ModelProto model) {
    this.model = model;
  }

  /**
   * Creates a model with a copy of the networks' parameters.
   *
   * @param name name of the graph
   * @param version version of clr-search
   * @param shape shape of the images
   * @param standardizer standardizer of the networks' inputs
   * @param networks at least one, all with the same inputs and classes; not modified
   * @param metadata stored in the file as strings by name
   * @throws IllegalArgumentException if the shapes do not match, or the file would be too large
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

  /** Size of the file in bytes. */
  public int length() {
    return model.getSerializedSize();
  }

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
            "networks of a model must have %d inputs (%s), a standardizer of size %d and %d classes, but one has %d inputs and %d classes"
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
    if (networks.isEmpty() || numbers * Float.BYTES > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a model must have 1 or more networks and at most %d bytes, but got %d networks and %d bytes: choose fewer members"
              .formatted(MAX_SIZE, networks.size(), numbers * Float.BYTES));
    }
  }
}
