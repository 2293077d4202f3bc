/** Tests. */
@NullMarked
package dev.signalbox.cost.usage;

import org.jspecify.annotations.NullMarked;
