/** Leases: what replicas may spend of budgets without asking again, and what attempts came to. */
@NullMarked
package dev.signalbox.cost.lease;

import org.jspecify.annotations.NullMarked;
