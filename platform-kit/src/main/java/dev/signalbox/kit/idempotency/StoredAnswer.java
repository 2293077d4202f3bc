package dev.signalbox.kit.idempotency;

import org.jspecify.annotations.Nullable;

/** An answer as it was given the first time. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record StoredAnswer(
    int status,
    @Nullable String contentType,
    @Nullable String location,
    @Nullable String etag,
    byte[] body) {}
