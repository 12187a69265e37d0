package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/**
 * Neighbouring columns of a matrix, as they lie in it: products read and write them there.
 *
 * @param matrix live
 * @param from the first of them
 * @param count how many
 */
record Columns(FMatrixRMaj matrix, int from, int count) {}
