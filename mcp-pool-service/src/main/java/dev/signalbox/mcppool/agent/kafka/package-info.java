/** Learns the agents from the registry's compacted topic. */
@NullMarked
package dev.signalbox.mcppool.agent.kafka;

import org.jspecify.annotations.NullMarked;
