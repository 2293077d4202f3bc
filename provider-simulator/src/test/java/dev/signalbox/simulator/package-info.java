/** The simulator as a client sees it. */
@NullMarked
package dev.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
