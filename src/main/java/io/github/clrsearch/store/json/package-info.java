/**
 * Records of a study as JSON files and as schemas of Spark SQL, with the same names and types in
 * both.
 */
package io.github.clrsearch.store.json;
