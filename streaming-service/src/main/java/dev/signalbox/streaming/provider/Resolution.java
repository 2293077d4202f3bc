package dev.signalbox.streaming.provider;

import java.util.List;

/** What a model's name means here and now. */
public sealed interface Resolution {

  /** It can be asked, in one place or in any of several. */
  record Reachable(List<Target> targets) implements Resolution {

    public Reachable {
      targets = List.copyOf(targets);
    }
  }

  /** Its provider is known, but has no key or is not running. */
  record NoCredential(String provider, String model) implements Resolution {}

  /** Nobody knows the name. */
  record Unknown(String name) implements Resolution {}
}
