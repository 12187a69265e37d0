/**
 * Images and labels: read, generated or downloaded, checked, split and standardized. Everything
 * here stays bytes until a mini-batch is gathered. Knows nothing of networks, searches or Spark.
 */
package io.github.clrsearch.data;
