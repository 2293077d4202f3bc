/** Tests. */
@NullMarked
package dev.signalbox.cost.charge;

import org.jspecify.annotations.NullMarked;
