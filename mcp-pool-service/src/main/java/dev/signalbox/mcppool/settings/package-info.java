/** What a deployment sets. */
@NullMarked
package dev.signalbox.mcppool.settings;

import org.jspecify.annotations.NullMarked;
