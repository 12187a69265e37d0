/** What the commands print: progress, tables and text charts. */
package io.github.clrsearch.cli.console;
