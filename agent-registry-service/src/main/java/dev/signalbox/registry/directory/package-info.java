/** What others can find here: agent cards, a catalogue of agents, and the pool's tool servers. */
@NullMarked
package dev.signalbox.registry.directory;

import org.jspecify.annotations.NullMarked;
