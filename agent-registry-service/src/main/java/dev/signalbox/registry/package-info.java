/** The registry of agents: who they are, what they can do, and what they run on. */
@NullMarked
package dev.signalbox.registry;

import org.jspecify.annotations.NullMarked;
