/** OAuth 2.1 with servers at other places: how access is granted, kept and renewed. */
@NullMarked
package dev.signalbox.mcppool.oauth;

import org.jspecify.annotations.NullMarked;
