/** Asks a language model which of a few agents a message is for. */
@NullMarked
package dev.signalbox.routing.arbiter;

import org.jspecify.annotations.NullMarked;
