/**
 * Training with a cyclical learning rate: the schedule, the hyperparameters, and the loop that
 * passes through them. A training is a pure function of data, hyperparameters and seeds.
 */
package io.github.clrsearch.training;
