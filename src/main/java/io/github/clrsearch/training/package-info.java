/**
 * Training with a cyclical learning rate: hyperparameters, schedule, training loop and learning
 * rate range test. A training is a pure function of data, hyperparameters and seeds.
 */
package io.github.clrsearch.training;
