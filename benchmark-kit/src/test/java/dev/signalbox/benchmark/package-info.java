/** Tests of what benchmarks share. */
@NullMarked
package dev.signalbox.benchmark;

import org.jspecify.annotations.NullMarked;
