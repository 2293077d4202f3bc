/** Peers, servers and processes that the tests talk to. */
@NullMarked
package dev.signalbox.mcppool.testing;

import org.jspecify.annotations.NullMarked;
