/** What an agent is shown of the conversation that it answers in. */
@NullMarked
package dev.signalbox.routing.relay;

import org.jspecify.annotations.NullMarked;
