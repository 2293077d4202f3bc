/** The OpenAI chat completions protocol as its server speaks it. */
@NullMarked
package dev.signalbox.simulator.openai;

import org.jspecify.annotations.NullMarked;
