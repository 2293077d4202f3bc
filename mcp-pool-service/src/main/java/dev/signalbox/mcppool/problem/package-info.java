/** The failures this service answers with. */
@NullMarked
package dev.signalbox.mcppool.problem;

import org.jspecify.annotations.NullMarked;
