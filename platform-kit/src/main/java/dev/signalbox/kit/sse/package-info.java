/** Server-sent events that notice a reader who has gone. */
@NullMarked
package dev.signalbox.kit.sse;

import org.jspecify.annotations.NullMarked;
