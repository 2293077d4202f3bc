/** What happens by itself, and is tried again when the database is away. */
@NullMarked
package dev.signalbox.streaming.upkeep;

import org.jspecify.annotations.NullMarked;
