/** How often a tool may be called, and how long a call of it may take. */
@NullMarked
package dev.signalbox.mcppool.limit;

import org.jspecify.annotations.NullMarked;
