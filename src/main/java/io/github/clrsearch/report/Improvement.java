package io.github.clrsearch.report;

/**
 * An improvement of the best value of a search, or its last trial.
 *
 * @param trial that improved it; null for the last trial
 * @param updates of all trials that had ended by then
 * @param seconds since the first trial started
 * @param value the best value then
 */
public record Improvement(String trial, long updates, double seconds, double value) {}
