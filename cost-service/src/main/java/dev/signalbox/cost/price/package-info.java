/** The price table: which model costs how much per bucket, and since when. */
@NullMarked
package dev.signalbox.cost.price;

import org.jspecify.annotations.NullMarked;
