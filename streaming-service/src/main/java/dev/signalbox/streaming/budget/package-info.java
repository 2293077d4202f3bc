/** Hard budgets: what applies to an attempt, and the slices of them that this replica holds. */
@NullMarked
package dev.signalbox.streaming.budget;

import org.jspecify.annotations.NullMarked;
