/** The forms of events: JSON Schemas by type and version, which appends are checked against. */
@NullMarked
package dev.signalbox.eventstore.schema;

import org.jspecify.annotations.NullMarked;
