/** The command line: commands, their options, and what they print. */
package io.github.clrsearch.cli;
