/** Tests. */
@NullMarked
package dev.signalbox.routing.arbiter;

import org.jspecify.annotations.NullMarked;
