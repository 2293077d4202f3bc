/** Tests. */
@NullMarked
package dev.signalbox.cost.price;

import org.jspecify.annotations.NullMarked;
