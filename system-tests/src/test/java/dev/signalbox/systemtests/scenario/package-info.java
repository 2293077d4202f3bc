/** Scenarios against the whole running platform, seen from outside: commands, HTTP, processes. */
@NullMarked
package dev.signalbox.systemtests.scenario;

import org.jspecify.annotations.NullMarked;
