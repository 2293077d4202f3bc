/** Tells operators, by signed webhooks and by e-mail, of agents that do not come back. */
@NullMarked
package dev.signalbox.registry.escalation;

import org.jspecify.annotations.NullMarked;
