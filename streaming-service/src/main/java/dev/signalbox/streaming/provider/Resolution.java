package dev.signalbox.streaming.provider;

/** What a model's name means here and now. */
public sealed interface Resolution {

  /** It can be asked. */
  record Reachable(Target target) implements Resolution {}

  /** Its provider is known, but has no key or is not running. */
  record NoCredential(String provider, String model) implements Resolution {}

  /** Nobody knows the name. */
  record Unknown(String name) implements Resolution {}
}
