/** Small questions to the machine: is this port free, does that answer, how much memory is that. */
@NullMarked
package dev.signalbox.standalone.probe;

import org.jspecify.annotations.NullMarked;
