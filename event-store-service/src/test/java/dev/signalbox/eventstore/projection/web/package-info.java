/** Projections over HTTP. */
@NullMarked
package dev.signalbox.eventstore.projection.web;

import org.jspecify.annotations.NullMarked;
