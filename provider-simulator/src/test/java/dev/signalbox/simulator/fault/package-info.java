/** What the package promises, checked. */
@NullMarked
package dev.signalbox.simulator.fault;

import org.jspecify.annotations.NullMarked;
