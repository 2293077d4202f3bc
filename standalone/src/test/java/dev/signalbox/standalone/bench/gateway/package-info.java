/** What the benchmark of gateways reckons with; what it measures is in {@code src/benchmark}. */
@NullMarked
package dev.signalbox.standalone.bench.gateway;

import org.jspecify.annotations.NullMarked;
