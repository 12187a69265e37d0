/** Whitening of images before training, and networks without it afterwards. */
package io.github.clrsearch.network.whitening;
