/** Agents that run elsewhere, and how each kind of them is spoken to. */
@NullMarked
package dev.signalbox.routing.remote;

import org.jspecify.annotations.NullMarked;
