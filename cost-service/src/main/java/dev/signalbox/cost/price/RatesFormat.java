package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rates in JSON: dollars by bucket, in an object for each number that they are for. */
final class RatesFormat {

  /** Longer numbers are not looked at: no rate needs so many digits. */
  private static final int MOST_DIGITS = 60;

  private static final Map<String, Integer> FIELDS =
      Map.of(
          "usd_per_million", 1_000_000,
          "usd_per_thousand", 1_000,
          "usd_per_hour", 3_600,
          "usd_per_billion", 1_000_000_000);

  private RatesFormat() {}

  static Map<Bucket, BigDecimal> read(JsonNode json) {
    Map<Bucket, BigDecimal> rates = new EnumMap<>(Bucket.class);
    FIELDS.forEach(
        (field, per) -> {
          for (Map.Entry<String, JsonNode> entry : CatalogueJson.properties(json, field)) {
            String path = field + "." + entry.getKey();
            Bucket bucket =
                Bucket.ofWireName(entry.getKey())
                    .filter(known -> known.family().per() == per)
                    .orElseThrow(
                        () ->
                            new InvalidPriceException(path, "must be a bucket that is priced so"));
            rates.put(bucket, rate(path, entry.getValue()));
          }
        });
    return rates;
  }

  private static BigDecimal rate(String path, JsonNode value) {
    String text = value.isString() ? value.stringValue() : "";
    if (!value.isString() || text.length() > MOST_DIGITS) {
      throw new InvalidPriceException(path, "must be a decimal number as a text");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new InvalidPriceException(path, "must be a decimal number as a text");
    }
  }

  static void write(Rates rates, ObjectNode json) {
    rates
        .usd()
        .forEach(
            (bucket, rate) ->
                json.withObject(field(bucket)).put(bucket.wireName(), rate.toPlainString()));
  }

  /** The object that the bucket's rate stands in. */
  static String field(Bucket bucket) {
    return switch (bucket.family()) {
      case TOKENS, CHARACTERS -> "usd_per_million";
      case MESSAGES, DOCUMENT_PAGES, RERANKS, TOOL_CALLS, REQUESTS -> "usd_per_thousand";
      case DURATIONS -> "usd_per_hour";
      case PIXELS -> "usd_per_billion";
    };
  }
}
