/** What a call will cost, before it is made. */
@NullMarked
package dev.signalbox.cost.estimate;

import org.jspecify.annotations.NullMarked;
