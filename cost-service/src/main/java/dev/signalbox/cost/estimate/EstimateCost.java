package dev.signalbox.cost.estimate;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.token.TokenCounter;
import dev.signalbox.kit.token.Tokeniser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Tells before a call what it will cost, by the prices that it will be billed at. */
@Service
public class EstimateCost {

  /** What chat models add to a message, and to the answer's beginning (OpenAI's cookbook). */
  private static final int TOKENS_OF_A_MESSAGE = 3;

  /** What the providers that say so count for an image at most. */
  private static final int TOKENS_OF_AN_IMAGE = 1_600;

  private final PriceUsage pricing;
  private final TokenCounter counter = new TokenCounter();

  EstimateCost(PriceUsage pricing) {
    this.pricing = pricing;
  }

  /**
   * Estimates a call; empty if no price is known for the model.
   *
   * @param team whose prices hold; null if those for everybody
   * @param parts what goes in, by name, in whichever protocol
   * @param maxTokens the most that may come out
   */
  public Optional<Estimate> estimate(
      @Nullable String team,
      String provider,
      String model,
      ServiceTier tier,
      Map<String, JsonNode> parts,
      long maxTokens,
      Instant at) {
    Prompt prompt = Prompt.of(parts);
    Tokeniser tokeniser = Tokeniser.of(model);
    long counted = count(prompt, tokeniser);
    long images = (long) prompt.images() * TOKENS_OF_AN_IMAGE;
    long expected = tokeniser.expected(counted) + images;
    long atMost = tokeniser.atMost(counted) + images;
    Optional<PricedUsage> usual =
        pricing.price(team, provider, model, usage(Bucket.INPUT_UNCACHED, expected, 0, tier), at);
    Optional<PricedUsage> dearest =
        inputs(prompt).stream()
            .map(
                bucket ->
                    pricing.price(
                        team, provider, model, usage(bucket, atMost, maxTokens, tier), at))
            .flatMap(Optional::stream)
            .max(Comparator.comparing(PricedUsage::totalCost));
    return usual.flatMap(
        cheap ->
            dearest.map(
                dear ->
                    new Estimate(
                        expected,
                        atMost,
                        maxTokens,
                        tokeniser.name(),
                        tokeniser.errorPercent(),
                        prompt.uncounted(),
                        cheap,
                        dear)));
  }

  private long count(Prompt prompt, Tokeniser tokeniser) {
    long tokens = 0;
    for (String text : prompt.texts()) {
      tokens += counter.count(tokeniser.vocabulary(), text);
    }
    return tokens + (long) (prompt.messages() + 1) * TOKENS_OF_A_MESSAGE;
  }

  /**
   * What may become of the input: some providers keep it in a cache unasked, and charge for that.
   */
  private static List<Bucket> inputs(Prompt prompt) {
    List<Bucket> inputs = new ArrayList<>(List.of(Bucket.INPUT_UNCACHED, Bucket.INPUT_CACHE_WRITE));
    if (prompt.hourlyCache()) {
      inputs.add(Bucket.INPUT_CACHE_WRITE_1H);
    }
    return inputs;
  }

  private static ReportedUsage usage(Bucket bucket, long input, long output, ServiceTier tier) {
    Map<Bucket, Long> tokens =
        output == 0 ? Map.of(bucket, input) : Map.of(bucket, input, Bucket.OUTPUT_VISIBLE, output);
    return new ReportedUsage(Usage.disjoint(tokens), Optional.empty(), tier, List.of());
  }
}
