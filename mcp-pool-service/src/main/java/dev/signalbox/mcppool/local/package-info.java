/** Tool servers within this process, which the pool speaks to as to any other. */
@NullMarked
package dev.signalbox.mcppool.local;

import org.jspecify.annotations.NullMarked;
