/** Blocking database work, kept off the event loops. */
@NullMarked
package dev.signalbox.gateway.database;

import org.jspecify.annotations.NullMarked;
