package io.github.clrsearch.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Graph of an {@link OnnxModel}, from pixels to probabilities and labels. */
final class OnnxGraph {
  private static final String INPUT = "images";
  private static final String PROBABILITIES = "probabilities";
  private static final String LABEL = "label";
  private static final String BATCH = "N";

  private final GraphProto.Builder graph = GraphProto.newBuilder();

  GraphProto of(String name, ImageShape shape, Standardizer standardizer, List<Network> networks) {
    int classes = networks.get(0).classes();
    graph.setName(name);
    graph.addInput(
        value(
            INPUT,
            DataType.UINT8,
            Dimension.newBuilder().setDimParam(BATCH).build(),
            extent(shape.channels()),
            extent(shape.height()),
            extent(shape.width())));
    node("Cast", "floats", List.of(INPUT), integer("to", DataType.FLOAT.getNumber()));
    node("Flatten", "rows", List.of("floats"), integer("axis", 1));
    tensor("input_scale", standardizer.scale(), standardizer.size());
    tensor("input_shift", standardizer.shift(), standardizer.size());
    node("Mul", "scaled", List.of("rows", "input_scale"));
    node("Add", "x", List.of("scaled", "input_shift"));
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      String prefix = networks.size() == 1 ? "" : "network_%d_".formatted(i);
      String answer = networks.size() == 1 ? PROBABILITIES : prefix + "p";
      layers(networks.get(i), prefix, answer);
      answers.add(answer);
    }
    if (networks.size() > 1) {
      node("Mean", PROBABILITIES, answers);
    }
    node("ArgMax", LABEL, List.of(PROBABILITIES), integer("axis", 1), integer("keepdims", 0));
    Dimension batch = Dimension.newBuilder().setDimParam(BATCH).build();
    graph.addOutput(value(PROBABILITIES, DataType.FLOAT, batch, extent(classes)));
    graph.addOutput(value(LABEL, DataType.INT64, batch));
    return graph.build();
  }

  /** p = softmax(W2 max(0, W1 x + b1) + b2). */
  private void layers(Network network, String prefix, String answer) {
    tensor(prefix + "w1", network.w1().data, network.m(), network.inputs());
    tensor(prefix + "b1", network.b1().data, network.m());
    tensor(prefix + "w2", network.w2().data, network.classes(), network.m());
    tensor(prefix + "b2", network.b2().data, network.classes());
    product(prefix + "s1", "x", prefix + "w1", prefix + "b1");
    node("Relu", prefix + "h", List.of(prefix + "s1"));
    product(prefix + "s", prefix + "h", prefix + "w2", prefix + "b2");
    node("Softmax", answer, List.of(prefix + "s"), integer("axis", 1));
  }

  private void product(String output, String input, String weights, String bias) {
    node("Gemm", output, List.of(input, weights, bias), integer("transB", 1));
  }

  private void node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private void tensor(String name, float[] values, int... extents) {
    long count = 1;
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
    for (int extent : extents) {
      tensor.addDims(extent);
      count *= extent;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(count * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values, 0, (int) count);
    graph.addInitializer(tensor.setRawData(UnsafeByteOperations.unsafeWrap(bytes)));
  }

  private static Dimension extent(int extent) {
    return Dimension.newBuilder().setDimValue(extent).build();
  }

  private static ValueInfoProto value(String name, DataType type, Dimension... extents) {
    TensorShapeProto shape = TensorShapeProto.newBuilder().addAllDim(List.of(extents)).build();
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
