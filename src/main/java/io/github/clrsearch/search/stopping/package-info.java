/** Early stopping: the rules that decide at a rung which trials of a stage continue. */
package io.github.clrsearch.search.stopping;
