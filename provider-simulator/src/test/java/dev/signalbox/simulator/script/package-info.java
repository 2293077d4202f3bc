/** What the package promises, checked. */
@NullMarked
package dev.signalbox.simulator.script;

import org.jspecify.annotations.NullMarked;
