package io.github.clrsearch.network;

/** Implementations of the loops of a training step. Both give the same bits. */
enum Kernels {
  /** Plain Java, for any JVM. */
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

  /** The Vector API. */
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

  /** Creates the products of a layer. */
  abstract ProductKernel products(int images, int inputs, int nodes);

  /** Creates the elementwise loops of the hidden layer, for the panels of {@link #products}. */
  abstract HiddenKernel hidden();

  /** The fastest implementation on this JVM. */
  static Kernels best() {
    return Arithmetic.usesVectors() ? VECTORS : PLAIN;
  }
}
