/** Samplers: random, Sobol, and expected improvement under a Gaussian process. */
package io.github.clrsearch.search.samplers;
