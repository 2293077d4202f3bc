/** Anthropic's messages protocol as its server speaks it. */
@NullMarked
package dev.signalbox.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
