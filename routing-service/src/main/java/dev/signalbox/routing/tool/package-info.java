/** Tools of the MCP pool, offered to models. */
@NullMarked
package dev.signalbox.routing.tool;

import org.jspecify.annotations.NullMarked;
