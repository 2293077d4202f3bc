/** Publishes a range of the log again, to a topic of one's choice and at a chosen rate. */
@NullMarked
package dev.signalbox.eventstore.replay;

import org.jspecify.annotations.NullMarked;
