/**
 * The command line: HOCON files to records, commands, what is printed. The only room that puts the
 * others together.
 */
package io.github.clrsearch.cli;
