/** Trials as Spark jobs: which groups are submitted, how they run on executors, how they end. */
package io.github.clrsearch.cluster.jobs;
