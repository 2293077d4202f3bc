/** Schemas as clients use them. */
@NullMarked
package dev.signalbox.eventstore.schema.web;

import org.jspecify.annotations.NullMarked;
