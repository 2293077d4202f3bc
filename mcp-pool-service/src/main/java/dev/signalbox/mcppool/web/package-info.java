/** The HTTP face of the service; nothing depends on it. */
@NullMarked
package dev.signalbox.mcppool.web;

import org.jspecify.annotations.NullMarked;
