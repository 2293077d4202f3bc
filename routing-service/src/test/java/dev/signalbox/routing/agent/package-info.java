/** Tests. */
@NullMarked
package dev.signalbox.routing.agent;

import org.jspecify.annotations.NullMarked;
