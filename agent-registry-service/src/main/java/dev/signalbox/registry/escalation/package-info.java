/** Tells operators, by signed webhooks, of agents that do not come back. */
@NullMarked
package dev.signalbox.registry.escalation;

import org.jspecify.annotations.NullMarked;
