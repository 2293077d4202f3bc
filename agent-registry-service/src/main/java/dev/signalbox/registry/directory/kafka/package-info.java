/** Learns of tool servers from the pool's events. */
@NullMarked
package dev.signalbox.registry.directory.kafka;

import org.jspecify.annotations.NullMarked;
