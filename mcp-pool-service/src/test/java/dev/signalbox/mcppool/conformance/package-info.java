/** The protocol's own conformance tool, against this service as a server and as a client. */
@NullMarked
package dev.signalbox.mcppool.conformance;

import org.jspecify.annotations.NullMarked;
