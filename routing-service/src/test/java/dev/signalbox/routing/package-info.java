/** Tests. */
@NullMarked
package dev.signalbox.routing;

import org.jspecify.annotations.NullMarked;
