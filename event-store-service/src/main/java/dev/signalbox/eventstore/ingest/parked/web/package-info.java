/** The API of parked records. */
@NullMarked
package dev.signalbox.eventstore.ingest.parked.web;

import org.jspecify.annotations.NullMarked;
