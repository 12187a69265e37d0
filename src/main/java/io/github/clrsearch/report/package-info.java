/**
 * Pictures out of the store's rows: one class a picture, as SVG on any machine and as PNG where
 * Java finds a font. Only bytes come out; the store writes them.
 */
package io.github.clrsearch.report;
