/** Search spaces: distributions of hyperparameters, settings, and the seeds of all draws. */
package io.github.clrsearch.search.space;
