/** What programs leave in a study's folder: checkpoints and logs. */
package io.github.clrsearch.store.programs;
