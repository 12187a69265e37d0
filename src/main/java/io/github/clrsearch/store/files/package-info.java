/**
 * Files of a study's folder on any file system: written whole or not at all, retried during an
 * outage, by one driver at a time.
 */
package io.github.clrsearch.store.files;
