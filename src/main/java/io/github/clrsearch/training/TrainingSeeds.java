package io.github.clrsearch.training;

/**
 * Where a training's randomness comes from.
 *
 * @param trial draws the first weights, the dropout masks and the images' moves: the trial's own
 * @param order draws the order of the mini-batches: shared by trials that are compared
 */
public record TrainingSeeds(long trial, long order) {}
