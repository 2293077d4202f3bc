package dev.signalbox.cost.ledger;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.ReportedUsage.SideCall;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The usage that an entry was billed for, from which it can be billed anew. Most often the lines of
 * the bill tell it; where they do not, as of side calls, it is kept beside them.
 */
final class UsageCounts {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private UsageCounts() {}

  /** What is to be kept beside the lines; empty if they tell everything. */
  static Optional<String> beside(@Nullable ReportedUsage reported, List<BilledLine> lines) {
    if (reported == null
        || (reported.sideCalls().isEmpty() && reported.usage().isSameAs(ofLines(lines)))) {
      return Optional.empty();
    }
    ObjectNode json = JSON.createObjectNode();
    json.set("counts", write(reported.usage()));
    for (SideCall call : reported.sideCalls()) {
      ObjectNode side = json.withArray("side_calls").addObject();
      side.put("kind", call.kind()).set("counts", write(call.usage()));
      call.model().ifPresent(model -> side.put("model", model));
    }
    return Optional.of(JSON.writeValueAsString(json));
  }

  /** The usage that was billed. */
  static ReportedUsage read(
      @Nullable String beside, List<BilledLine> lines, @Nullable ServiceTier tier) {
    ServiceTier served = tier == null ? ServiceTier.STANDARD : tier;
    if (beside == null) {
      return new ReportedUsage(ofLines(lines), Optional.empty(), served, List.of());
    }
    JsonNode json = JSON.readTree(beside);
    List<SideCall> sideCalls = new ArrayList<>();
    for (JsonNode side : json.path("side_calls")) {
      sideCalls.add(
          new SideCall(
              side.path("kind").asString(),
              side.path("model").asStringOpt(),
              usage(side.path("counts"))));
    }
    return new ReportedUsage(usage(json.path("counts")), Optional.empty(), served, sideCalls);
  }

  private static ObjectNode write(Usage usage) {
    ObjectNode json = JSON.createObjectNode();
    usage.counts().forEach((bucket, count) -> json.put(bucket.wireName(), count));
    return json;
  }

  private static Usage usage(JsonNode counts) {
    Map<Bucket, BigDecimal> read = new EnumMap<>(Bucket.class);
    counts.forEachEntry(
        (name, count) ->
            Bucket.ofWireName(name).ifPresent(bucket -> read.put(bucket, count.decimalValue())));
    return Usage.counted(read);
  }

  /** Lines of side calls have a point in their names; the fee for the call itself is no usage. */
  private static Usage ofLines(List<BilledLine> lines) {
    Map<Bucket, BigDecimal> counts = new EnumMap<>(Bucket.class);
    for (BilledLine line : lines) {
      Bucket.ofWireName(line.name())
          .filter(bucket -> bucket != Bucket.REQUESTS)
          .ifPresent(
              bucket -> counts.merge(bucket, BigDecimal.valueOf(line.count()), BigDecimal::add));
    }
    return Usage.counted(counts);
  }
}
