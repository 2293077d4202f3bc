/** Which servers' tools each agent of the catalogue may use. */
@NullMarked
package dev.signalbox.mcppool.agent;

import org.jspecify.annotations.NullMarked;
