/** What goes wrong on request, by name. */
@NullMarked
package dev.signalbox.simulator.fault;

import org.jspecify.annotations.NullMarked;
