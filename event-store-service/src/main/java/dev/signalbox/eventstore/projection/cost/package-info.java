/** What each day cost. */
@NullMarked
package dev.signalbox.eventstore.projection.cost;

import org.jspecify.annotations.NullMarked;
