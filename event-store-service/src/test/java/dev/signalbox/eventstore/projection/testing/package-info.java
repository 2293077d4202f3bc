/** Projections and processes for tests. */
@NullMarked
package dev.signalbox.eventstore.projection.testing;

import org.jspecify.annotations.NullMarked;
