/** What benchmarks share: their command line, and what rounds of figures come to. */
@NullMarked
package dev.signalbox.benchmark;

import org.jspecify.annotations.NullMarked;
