/** Cohere's chat and embed protocols, version 2, as their server speaks them. */
@NullMarked
package dev.signalbox.simulator.cohere;

import org.jspecify.annotations.NullMarked;
