/**
 * Trials as Spark tasks: the data is broadcast once, each trial is one job of one task, and results
 * are kept as they come. Any objective can be searched; CLR training is the built-in one.
 */
package io.github.clrsearch.cluster;
