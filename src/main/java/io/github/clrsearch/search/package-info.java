/**
 * The search itself: studies, stages, distributions, seeds, trials, their results, refinement and
 * leaderboards. Pure functions of plain records: no Spark, no files, and any model can be searched.
 */
package io.github.clrsearch.search;
