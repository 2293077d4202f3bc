/** Tests. */
@NullMarked
package dev.signalbox.routing.runner;

import org.jspecify.annotations.NullMarked;
