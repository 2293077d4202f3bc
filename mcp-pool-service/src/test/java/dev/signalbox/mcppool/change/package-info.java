@NullMarked
package dev.signalbox.mcppool.change;

import org.jspecify.annotations.NullMarked;
