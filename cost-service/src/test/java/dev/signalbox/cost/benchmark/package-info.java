/** What the benchmark of costs checks and how it counts. */
@NullMarked
package dev.signalbox.cost.benchmark;

import org.jspecify.annotations.NullMarked;
