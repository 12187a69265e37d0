/**
 * The two-layer network: parameters, one training step, evaluation. EJML's {@code FMatrixRMaj} is
 * the matrix everywhere, and BLAS works on its array in place. Nothing is allocated per update.
 */
package io.github.clrsearch.network;
