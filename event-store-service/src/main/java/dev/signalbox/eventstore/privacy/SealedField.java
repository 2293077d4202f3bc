package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.StreamName;

/**
 * The place of a value that is sealed. It is bound to the value, so that one that was moved does
 * not open.
 */
record SealedField(String eventId, StreamName stream, String pointer) {}
