/** What services test with: a real PostgreSQL and Kafka, tokens, a clock, and eyes for events. */
@NullMarked
package dev.signalbox.kit.testing;

import org.jspecify.annotations.NullMarked;
