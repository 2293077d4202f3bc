/** Projections, killed and rebuilt. */
@NullMarked
package dev.signalbox.eventstore.projection;

import org.jspecify.annotations.NullMarked;
