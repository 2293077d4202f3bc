/** What the events of a stream come to, at any version or time. */
@NullMarked
package dev.signalbox.eventstore.state;

import org.jspecify.annotations.NullMarked;
