/** Tests. */
@NullMarked
package dev.signalbox.routing.remote;

import org.jspecify.annotations.NullMarked;
