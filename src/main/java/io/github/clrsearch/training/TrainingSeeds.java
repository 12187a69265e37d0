package io.github.clrsearch.training;

/**
 * Seeds of one training.
 *
 * @param trial seed of the initial weights, the dropout masks and the jitter; differs between
 *     trials
 * @param order seed of the order of the mini-batches; shared by trials that are compared
 */
public record TrainingSeeds(long trial, long order) {}
