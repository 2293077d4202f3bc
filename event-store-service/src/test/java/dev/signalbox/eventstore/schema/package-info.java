/** What schemas can say, and how events are checked against them. */
@NullMarked
package dev.signalbox.eventstore.schema;

import org.jspecify.annotations.NullMarked;
