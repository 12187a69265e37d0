/**
 * Trials that are programs: what a program is told, how it reports, and how its processes end. The
 * page docs/programs.md describes the protocol.
 */
package io.github.clrsearch.program;
