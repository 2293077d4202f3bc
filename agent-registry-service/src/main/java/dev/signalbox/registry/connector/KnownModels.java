package dev.signalbox.registry.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the platform knows of models. */
public interface KnownModels {

  /**
   * How it stands with each of them, by its name.
   *
   * @return empty if that cannot be found out
   */
  Optional<Map<String, KnownModel>> states(List<String> models);

  /** Whether there is a price for it; empty if that cannot be found out. */
  Optional<Boolean> isPriced(String provider, String model);
}
