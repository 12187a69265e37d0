/** Findings of a finished search: confirmed settings, comparisons, importances and warnings. */
package io.github.clrsearch.search.findings;
