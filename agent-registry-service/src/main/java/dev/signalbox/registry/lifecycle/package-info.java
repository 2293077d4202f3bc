/** The life of an agent: from draft over active to retired, each step by hand, each an event. */
@NullMarked
package dev.signalbox.registry.lifecycle;

import org.jspecify.annotations.NullMarked;
