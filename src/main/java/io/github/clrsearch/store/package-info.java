/**
 * A study's folder: results are written once and atomically, in a layout that Spark SQL can read
 * without this program, and typed views over it.
 */
package io.github.clrsearch.store;
