/** Learns from routing's events how runs ended. */
@NullMarked
package dev.signalbox.registry.health.kafka;

import org.jspecify.annotations.NullMarked;
