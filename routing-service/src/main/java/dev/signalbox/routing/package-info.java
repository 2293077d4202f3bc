/** Conversations, the choice of the agent, and agent runs. */
@NullMarked
package dev.signalbox.routing;

import org.jspecify.annotations.NullMarked;
