/** Figures of the platform on this machine. */
@NullMarked
package dev.signalbox.standalone.bench;

import org.jspecify.annotations.NullMarked;
