package dev.signalbox.registry.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models in order of preference, as {@code provider/model} or a bare name that is an alias.
 *
 * @param primary at least one; the first answers requests of medium complexity
 * @param fallback the first answers requests of high complexity, if there is one
 * @param low answers requests of low complexity; without it the first primary model does
 */
public record Models(List<String> primary, List<String> fallback, @Nullable String low) {

  public Models {
    primary = List.copyOf(primary);
    fallback = List.copyOf(fallback);
  }
}
