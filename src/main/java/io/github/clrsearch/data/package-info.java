/**
 * Images and labels in memory: data sets, splits, standardization, augmentation and synthetic
 * images. Pixels stay bytes until a mini-batch is gathered. Depends on no network, search or Spark.
 */
package io.github.clrsearch.data;
