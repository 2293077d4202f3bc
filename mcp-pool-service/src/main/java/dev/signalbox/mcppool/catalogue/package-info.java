/** Servers that are ready to be registered once their credentials are given. */
@NullMarked
package dev.signalbox.mcppool.catalogue;

import org.jspecify.annotations.NullMarked;
