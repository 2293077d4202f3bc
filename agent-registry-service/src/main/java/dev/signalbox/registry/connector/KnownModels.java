package dev.signalbox.registry.connector;

import java.util.Map;
import java.util.Optional;

/** What the platform knows of models. */
public interface KnownModels {

  /** The provider of every model that can be reached now; empty if that cannot be found out. */
  Optional<Map<String, String>> reachable();

  /** Whether there is a price for it; empty if that cannot be found out. */
  Optional<Boolean> isPriced(String provider, String model);
}
