/** Timelines. */
@NullMarked
package dev.signalbox.eventstore.projection.timeline;

import org.jspecify.annotations.NullMarked;
