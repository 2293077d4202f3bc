/** Budgets: what is limited, what was spent of it, and what is granted. */
@NullMarked
package dev.signalbox.cost.budget;

import org.jspecify.annotations.NullMarked;
