/** A stand-in for AI providers: exact on the wire, scripted in what it says, faulty when asked. */
@NullMarked
package dev.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
