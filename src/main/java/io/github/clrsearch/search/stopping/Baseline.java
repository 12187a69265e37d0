package io.github.clrsearch.search.stopping;

/**
 * What trials are compared with besides each other.
 *
 * @param best highest accuracy of the earlier stages, a fraction; NaN if there is none
 * @param validationImages number of images that every accuracy was measured on
 */
public record Baseline(double best, int validationImages) {}
