/** Predictions of several networks together, and what they are worth. They need no networks. */
package io.github.clrsearch.network.ensemble;
