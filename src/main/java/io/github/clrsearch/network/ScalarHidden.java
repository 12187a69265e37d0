package io.github.clrsearch.network;

/** Plain Java: one node at a time. */
final class ScalarHidden implements HiddenKernel {

  @Override
  public void addBiasAndRectify(float[] layer, int at, int images, int width, float[] bias, int q) {
    for (int row = at; row < at + images * width; row += width) {
      for (int j = 0; j < width; j++) {
        layer[row + j] = Math.max(0, layer[row + j] + bias[q + j]);
      }
    }
  }

  @Override
  public void backThroughRectifier(
      float[] hidden,
      float[] gradient,
      int at,
      int images,
      int width,
      float[] steps,
      float[] bias,
      int q) {
    for (int row = at; row < at + images * width; row += width) {
      for (int j = 0; j < width; j++) {
        float passed = hidden[row + j] > 0 ? gradient[row + j] * steps[q + j] : 0;
        gradient[row + j] = passed;
        bias[q + j] += passed;
      }
    }
  }
}
