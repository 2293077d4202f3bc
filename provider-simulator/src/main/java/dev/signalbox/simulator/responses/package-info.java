/** OpenAI's responses protocol as its server speaks it. */
@NullMarked
package dev.signalbox.simulator.responses;

import org.jspecify.annotations.NullMarked;
