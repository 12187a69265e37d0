package io.github.clrsearch.search.stopping;

/**
 * Reference values that trials are compared with, in addition to each other.
 *
 * @param best highest accuracy of the earlier stages, a fraction; NaN if there is none
 * @param validationImages number of images that every accuracy was measured on
 */
public record Baseline(double best, int validationImages) {}
