/** Which models an agent is answered by: in which order, and which of them are passed over. */
@NullMarked
package dev.signalbox.registry.connector;

import org.jspecify.annotations.NullMarked;
