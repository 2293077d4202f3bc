package dev.signalbox.streaming.attempt;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of us, beside what it asks of the model.
 *
 * @param fallbackModels names to try after the request's own model, in order
 * @param hedgeAfter silence after which the next model is asked as well; null never does so
 * @param cacheMaxAge how old an answer may be that was given before; zero: none is wanted; null: as
 *     it is set for the key
 * @param usageCost whether the usage in the answer is to tell what it cost
 */
public record Wishes(
    List<String> fallbackModels,
    @Nullable Duration hedgeAfter,
    @Nullable Duration cacheMaxAge,
    boolean usageCost) {

  public static final Wishes NONE = new Wishes(List.of(), null, null, false);

  public Wishes {
    fallbackModels = List.copyOf(fallbackModels);
  }
}
