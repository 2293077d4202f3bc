/** What is answered: scripts, the default answer, the token rule and the pace. */
@NullMarked
package dev.signalbox.simulator.script;

import org.jspecify.annotations.NullMarked;
