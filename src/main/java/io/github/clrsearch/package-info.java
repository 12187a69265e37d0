/** What all packages share: {@link io.github.clrsearch.ReportedException}. */
package io.github.clrsearch;
