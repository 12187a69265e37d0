/**
 * Runs searches on Spark: the data is broadcast once, each trial is a task, and results are saved
 * as trials end. Any objective can be searched; CLR training is built in.
 */
package io.github.clrsearch.cluster;
