/** Checks agents that run elsewhere: whether they are there, and what they say they are. */
@NullMarked
package dev.signalbox.registry.check;

import org.jspecify.annotations.NullMarked;
