/** The embedded Kafka: one broker in a small JVM of its own. */
@NullMarked
package dev.signalbox.standalone.kafka;

import org.jspecify.annotations.NullMarked;
