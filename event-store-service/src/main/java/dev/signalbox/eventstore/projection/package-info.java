/** Tables built from the log, kept live and rebuilt beside the live ones. */
@NullMarked
package dev.signalbox.eventstore.projection;

import org.jspecify.annotations.NullMarked;
