/** The documented problems of old events. */
@NullMarked
package dev.signalbox.eventstore.evolution.web;

import org.jspecify.annotations.NullMarked;
