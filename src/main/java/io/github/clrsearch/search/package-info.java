/**
 * The search: studies, their stages and trials, refinement from stage to stage, and the rounds of
 * early stopping. Pure functions of plain records, without Spark and files. They search any model.
 */
package io.github.clrsearch.search;
