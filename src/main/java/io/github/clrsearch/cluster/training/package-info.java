/** The built-in training as the objective of a search on Spark. */
package io.github.clrsearch.cluster.training;
