package dev.signalbox.eventstore.web;

import dev.signalbox.kit.security.Caller;

/** Who says that an event happened, when it is appended by hand. */
final class Sources {

  private Sources() {}

  static String of(Caller caller) {
    return caller.keyId() == null ? "caller/" + caller.subject() : "key/" + caller.keyId();
  }
}
