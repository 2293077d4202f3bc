/** The event log over HTTP. */
@NullMarked
package dev.signalbox.eventstore.web;

import org.jspecify.annotations.NullMarked;
