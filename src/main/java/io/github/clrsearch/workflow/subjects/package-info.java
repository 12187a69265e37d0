/** What the trials of a study run: the built-in training on its data, or a program. */
package io.github.clrsearch.workflow.subjects;
