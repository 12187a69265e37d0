package clrsearch.training;

/**
 * Where a training's randomness comes from.
 *
 * @param trial draws the first weights and the dropout masks: the trial's own
 * @param order draws the order of the mini-batches: shared by trials that are compared
 */
public record TrainingSeeds(long trial, long order) {}
