/** The definitions an agent has had: what differs between two of them, and the way back. */
@NullMarked
package dev.signalbox.registry.version;

import org.jspecify.annotations.NullMarked;
