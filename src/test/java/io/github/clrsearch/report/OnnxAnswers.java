package io.github.clrsearch.report;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The answers of ONNX Runtime for images.
 *
 * @param probabilities images x classes
 * @param labels of each image
 */
public record OnnxAnswers(float[][] probabilities, long[] labels) {

  /** Evaluates all images at once. */
  public static OnnxAnswers of(byte[] model, Images images) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    ImageShape shape = images.shape();
    ByteBuffer pixels = ByteBuffer.allocateDirect(images.pixels().length).put(images.pixels());
    pixels.flip();
    long[] extents = {images.count(), shape.channels(), shape.height(), shape.width()};
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input =
            OnnxTensor.createTensor(environment, pixels, extents, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("images", input))) {
      return new OnnxAnswers(
          (float[][]) result.get("probabilities").orElseThrow().getValue(),
          (long[]) result.get("label").orElseThrow().getValue());
    }
  }
}
