/** The Gemini API as its server speaks it. */
@NullMarked
package dev.signalbox.simulator.gemini;

import org.jspecify.annotations.NullMarked;
