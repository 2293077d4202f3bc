package dev.signalbox.streaming.web;

import dev.signalbox.kit.security.Caller;

/** Whose a request, and all that comes of it, is. */
final class CallerKey {

  private CallerKey() {}

  /** The caller's key, or what stands in for it. */
  static String of(Caller caller) {
    String keyId = caller.keyId();
    return keyId == null ? caller.subject() : keyId;
  }
}
