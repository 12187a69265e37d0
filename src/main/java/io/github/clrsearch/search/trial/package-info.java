/** Trials, their results, and the objective that trains them. */
package io.github.clrsearch.search.trial;
