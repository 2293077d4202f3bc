package dev.signalbox.routing.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models an agent runs on, as {@code provider/model} or alias.
 *
 * @param primary in order of preference
 * @param fallback what to use when those fail, in order
 * @param low the model for messages of low complexity; null if the agent names none
 */
public record Models(List<String> primary, List<String> fallback, @Nullable String low) {
  public Models {
    primary = List.copyOf(primary);
    fallback = List.copyOf(fallback);
  }
}
