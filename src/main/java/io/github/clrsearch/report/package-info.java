/**
 * Reports of studies: a self-contained HTML page, and its charts as SVG and PNG. This package
 * creates the bytes; the store writes them.
 */
package io.github.clrsearch.report;
