package dev.signalbox.kit.idempotency;

/**
 * What makes two requests the same one: who sends it, where to, and under which key.
 *
 * @param key the name of the {@link IdempotencyKey}
 */
record RequestIdentity(String caller, String path, String key) {}
