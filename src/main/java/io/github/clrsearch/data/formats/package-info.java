/**
 * Formats of image data sets: CIFAR's binary version, IDX files and folders of PNG and JPEG images.
 * Finds, downloads, checks and reads them. Errors explain the problem and the solution.
 */
package io.github.clrsearch.data.formats;
