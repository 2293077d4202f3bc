/** What a reader is told when an event has no newest form. */
@NullMarked
package dev.signalbox.eventstore.evolution.web;

import org.jspecify.annotations.NullMarked;
