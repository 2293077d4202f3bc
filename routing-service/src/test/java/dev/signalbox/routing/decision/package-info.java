/** Tests. */
@NullMarked
package dev.signalbox.routing.decision;

import org.jspecify.annotations.NullMarked;
