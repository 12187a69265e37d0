/**
 * The study's folder: what has ended is on disk, written once and atomically, in a layout that
 * Spark SQL reads with no code of ours; and the typed views over it.
 */
package io.github.clrsearch.store;
