/** Learns the agents from the compacted topic. */
@NullMarked
package dev.signalbox.routing.agent.kafka;

import org.jspecify.annotations.NullMarked;
