/** Dead letters for tests. */
@NullMarked
package dev.signalbox.eventstore.ingest.testing;

import org.jspecify.annotations.NullMarked;
