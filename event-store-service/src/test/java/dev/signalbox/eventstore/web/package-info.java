/** The API over HTTP. */
@NullMarked
package dev.signalbox.eventstore.web;

import org.jspecify.annotations.NullMarked;
