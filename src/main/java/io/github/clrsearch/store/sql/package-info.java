/** Views of Spark SQL over the files of a study. */
package io.github.clrsearch.store.sql;
