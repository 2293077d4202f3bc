/** The front door: who are you, may you, and which service answers. */
@NullMarked
package dev.signalbox.gateway;

import org.jspecify.annotations.NullMarked;
