/** Costs of days. */
@NullMarked
package dev.signalbox.eventstore.projection.cost;

import org.jspecify.annotations.NullMarked;
