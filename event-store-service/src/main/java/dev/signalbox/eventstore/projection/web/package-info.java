/** Projections over HTTP: how they are doing, and what is in them. */
@NullMarked
package dev.signalbox.eventstore.projection.web;

import org.jspecify.annotations.NullMarked;
