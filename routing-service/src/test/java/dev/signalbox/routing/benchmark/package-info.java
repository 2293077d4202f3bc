/** {@code ./signalbox bench routing}, as far as it can be tested by itself. */
@NullMarked
package dev.signalbox.routing.benchmark;

import org.jspecify.annotations.NullMarked;
