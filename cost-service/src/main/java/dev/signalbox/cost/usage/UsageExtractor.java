package dev.signalbox.cost.usage;

import dev.signalbox.cost.usage.ReportedUsage.SideCall;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How the usage report of one API is read.
 *
 * @param flavor the API, by the name that genai-prices has for it
 * @param root where the usage object stands in the answer
 * @param modelPath where the model's name stands in the answer
 * @param mappings what its counts mean; counts of one bucket are added up
 * @param iterations whether it may have Anthropic's iterations
 */
public record UsageExtractor(
    String flavor,
    List<String> root,
    CountPath modelPath,
    List<CountMapping> mappings,
    boolean iterations) {

  public UsageExtractor {
    root = List.copyOf(root);
    mappings = List.copyOf(mappings);
  }

  /**
   * Reads a report.
   *
   * @param report the usage object exactly as the provider sent it, or the answer that it is in
   * @throws InvalidUsageException if a count is missing that must be there, or contradicts another
   */
  public ReportedUsage read(JsonNode report) {
    if (!report.isObject()) {
      throw new InvalidUsageException("", "must be the provider's usage object");
    }
    Optional<JsonNode> inAnswer = usageIn(report);
    JsonNode usage = inAnswer.orElse(report);
    List<SideCall> sideCalls =
        iterations ? AnthropicIterations.sideCalls(usage, this::counts) : List.of();
    return new ReportedUsage(
        counts(usage),
        inAnswer.flatMap(_ -> model(report)),
        ReportedTier.of(
            usage, inAnswer.isPresent() ? report : JsonNodeFactory.instance.objectNode()),
        sideCalls);
  }

  /**
   * The object at the root, or at what is left of the root if the report begins further down; empty
   * if the report is that object itself.
   */
  private Optional<JsonNode> usageIn(JsonNode report) {
    for (int from = 0; from < root.size(); from++) {
      if (report.has(root.get(from))) {
        JsonNode place = report;
        for (String step : root.subList(from, root.size())) {
          place = place.path(step);
        }
        if (!place.isObject()) {
          throw new InvalidUsageException(String.join(".", root), "must be an object");
        }
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private Usage counts(JsonNode usage) {
    Map<Bucket, BigDecimal> counts = new EnumMap<>(Bucket.class);
    for (CountMapping mapping : mappings) {
      mapping
          .read(usage)
          .ifPresent(count -> counts.merge(mapping.bucket(), count, BigDecimal::add));
    }
    if (counts.isEmpty()) {
      throw new InvalidUsageException("", "must be the provider's usage object");
    }
    refuseMoreCacheThanInput(counts);
    return Usage.reported(counts);
  }

  private void refuseMoreCacheThanInput(Map<Bucket, BigDecimal> counts) {
    @Nullable BigDecimal input = counts.get(Bucket.INPUT_UNCACHED);
    if (input == null) {
      return;
    }
    BigDecimal left = input;
    for (Bucket cache : List.of(Bucket.INPUT_CACHE_READ, Bucket.INPUT_CACHE_WRITE)) {
      left = left.subtract(counts.getOrDefault(cache, BigDecimal.ZERO));
      if (left.signum() < 0) {
        throw new InvalidUsageException(
            field(cache), "must not be more than is left of " + field(Bucket.INPUT_UNCACHED));
      }
    }
  }

  private String field(Bucket bucket) {
    return mappings.stream()
        .filter(mapping -> mapping.bucket() == bucket)
        .findFirst()
        .map(CountMapping::field)
        .orElse(bucket.wireName());
  }

  private Optional<String> model(JsonNode report) {
    @Nullable JsonNode model = modelPath.find(report);
    return model != null && model.isString() ? Optional.of(model.stringValue()) : Optional.empty();
  }
}
