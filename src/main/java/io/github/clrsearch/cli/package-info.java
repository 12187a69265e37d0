/** The command line: commands and their options. */
package io.github.clrsearch.cli;
