/**
 * The two-layer network: parameters, one training step, evaluation. EJML's {@code FMatrixRMaj} is
 * what networks are made of; while they train, weights lie in panels, for products of our own that
 * give the same bits everywhere. Nothing is allocated per update.
 */
package io.github.clrsearch.network;
