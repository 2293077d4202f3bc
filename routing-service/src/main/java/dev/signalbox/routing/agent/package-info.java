/** The agents that messages can go to, as the registry last described them. */
@NullMarked
package dev.signalbox.routing.agent;

import org.jspecify.annotations.NullMarked;
