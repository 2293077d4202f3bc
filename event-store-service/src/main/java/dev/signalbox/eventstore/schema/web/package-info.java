/** Schemas over HTTP. */
@NullMarked
package dev.signalbox.eventstore.schema.web;

import org.jspecify.annotations.NullMarked;
