package dev.signalbox.streaming.wire.canonical;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is drawn; null leaves it to the provider.
 *
 * @param maxOutputTokens reasoning included
 * @param stop texts that end the answer
 */
public record Sampling(
    @Nullable Long maxOutputTokens,
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    @Nullable Long topK,
    @Nullable BigDecimal frequencyPenalty,
    @Nullable BigDecimal presencePenalty,
    @Nullable Long seed,
    List<String> stop) {

  public Sampling {
    stop = List.copyOf(stop);
  }
}
