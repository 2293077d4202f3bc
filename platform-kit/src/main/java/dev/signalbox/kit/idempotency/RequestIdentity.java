package dev.signalbox.kit.idempotency;

/** What makes two requests the same one: who sends it, where to, and under which key. */
record RequestIdentity(String caller, String path, String key) {}
