/** What a usage costs at a price, exactly. */
@NullMarked
package dev.signalbox.cost.charge;

import org.jspecify.annotations.NullMarked;
