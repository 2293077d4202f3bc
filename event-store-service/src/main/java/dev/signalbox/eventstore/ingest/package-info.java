/** Files every platform event once, causes before their effects. */
@NullMarked
package dev.signalbox.eventstore.ingest;

import org.jspecify.annotations.NullMarked;
