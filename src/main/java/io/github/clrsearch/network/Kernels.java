package io.github.clrsearch.network;

/** What the loops of a training step are written in. Both give the same bits. */
enum Kernels {
  /** For any JVM. */
  PLAIN {
    @Override
    ProductKernel products(int images, int inputs, int nodes) {
      return new PlainProducts(images, inputs, nodes);
    }

    @Override
    HiddenKernel hidden() {
      return new ScalarHidden();
    }
  },

  /** In the Vector API. */
  VECTORS {
    @Override
    ProductKernel products(int images, int inputs, int nodes) {
      return new VectorProducts(images, inputs, nodes);
    }

    @Override
    HiddenKernel hidden() {
      return new VectorHidden();
    }
  };

  /** The products of a layer. */
  abstract ProductKernel products(int images, int inputs, int nodes);

  /** The elementwise loops of the hidden layer, over the panels of {@link #products}. */
  abstract HiddenKernel hidden();

  /** The fastest of this JVM. */
  static Kernels best() {
    return Arithmetic.usesVectors() ? VECTORS : PLAIN;
  }
}
