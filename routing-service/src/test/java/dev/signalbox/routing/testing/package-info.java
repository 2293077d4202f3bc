/** What the tests stand on: agents, and the services around this one. */
@NullMarked
package dev.signalbox.routing.testing;

import org.jspecify.annotations.NullMarked;
