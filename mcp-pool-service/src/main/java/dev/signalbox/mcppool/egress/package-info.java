/** Which network addresses this service may reach on somebody else's word. */
@NullMarked
package dev.signalbox.mcppool.egress;

import org.jspecify.annotations.NullMarked;
