/** The fold of conversations. */
@NullMarked
package dev.signalbox.eventstore.state.conversation;

import org.jspecify.annotations.NullMarked;
