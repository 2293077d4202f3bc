/** Tests. */
@NullMarked
package dev.signalbox.routing.relay;

import org.jspecify.annotations.NullMarked;
