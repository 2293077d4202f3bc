/** Tests. */
@NullMarked
package dev.signalbox.cost.trend;

import org.jspecify.annotations.NullMarked;
