/**
 * Formats of image data sets: CIFAR's binary version, IDX files and folders of PNG and JPEG images.
 * Finds, downloads, checks and reads them, or says what is wrong and what to do about it.
 */
package io.github.clrsearch.data.formats;
