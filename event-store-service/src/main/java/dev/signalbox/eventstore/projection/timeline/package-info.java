/** What happened in each conversation, event by event. */
@NullMarked
package dev.signalbox.eventstore.projection.timeline;

import org.jspecify.annotations.NullMarked;
