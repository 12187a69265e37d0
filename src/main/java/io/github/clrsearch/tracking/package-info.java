/**
 * What others watch searches with: TensorBoard's event files and MLflow's server. Written beside
 * the store, from its rows, on threads of their own; never instead of it.
 */
package io.github.clrsearch.tracking;
