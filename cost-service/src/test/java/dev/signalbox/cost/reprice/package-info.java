/** Tests. */
@NullMarked
package dev.signalbox.cost.reprice;

import org.jspecify.annotations.NullMarked;
