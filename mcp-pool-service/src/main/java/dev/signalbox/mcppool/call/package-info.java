/** Listing and calling the tools of a server. */
@NullMarked
package dev.signalbox.mcppool.call;

import org.jspecify.annotations.NullMarked;
