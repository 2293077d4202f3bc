/** Events, streams and stores for tests. */
@NullMarked
package dev.signalbox.eventstore.log.testing;

import org.jspecify.annotations.NullMarked;
