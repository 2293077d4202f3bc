/** Which lists of servers have changed, on whichever replica that was heard. */
@NullMarked
package dev.signalbox.mcppool.change;

import org.jspecify.annotations.NullMarked;
