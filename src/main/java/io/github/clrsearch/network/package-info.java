/**
 * The two-layer network: parameters, training step, evaluation and ensembles. Networks store their
 * parameters in EJML matrices. During training the first layer is packed into panels for matrix
 * products that give the same bits on every processor. Nothing is allocated per update.
 */
package io.github.clrsearch.network;
