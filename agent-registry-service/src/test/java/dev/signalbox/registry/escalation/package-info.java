/** Tests. */
@NullMarked
package dev.signalbox.registry.escalation;

import org.jspecify.annotations.NullMarked;
