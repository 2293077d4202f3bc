/** Tests. */
@NullMarked
package dev.signalbox.cost.estimate;

import org.jspecify.annotations.NullMarked;
