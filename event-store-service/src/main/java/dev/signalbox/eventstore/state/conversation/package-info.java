/** What the events of a conversation come to. */
@NullMarked
package dev.signalbox.eventstore.state.conversation;

import org.jspecify.annotations.NullMarked;
