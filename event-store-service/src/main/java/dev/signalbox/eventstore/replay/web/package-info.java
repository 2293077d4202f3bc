/** The replay API. */
@NullMarked
package dev.signalbox.eventstore.replay.web;

import org.jspecify.annotations.NullMarked;
