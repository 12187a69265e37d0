/** The time of a search: its clock, what trials take, and which of them may still begin. */
package io.github.clrsearch.search.budget;
