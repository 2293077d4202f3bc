package dev.signalbox.cost.price;

import dev.signalbox.cost.price.FreeQuota.Span;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A price in JSON, in our own form; README.md describes it. */
public final class PriceFormat {

  private static final Set<String> PRICE_FIELDS =
      Set.of("valid_from", "valid_to", "daily", "unpriced", "service_tiers", "free", "source");

  private PriceFormat() {}

  /**
   * Reads a price of that model.
   *
   * @param source where the figures are from, unless the price says so itself
   * @throws InvalidPriceException if it cannot be right; the exception names the field
   */
  public static Price read(String provider, String model, String source, JsonNode json) {
    if (!json.isObject()) {
      throw new InvalidPriceException("", "must be an object");
    }
    CatalogueJson.requireKnown(json, CardFormat.FIELDS, PRICE_FIELDS);
    Map<ServiceTier, RateCard> cards = new EnumMap<>(ServiceTier.class);
    cards.put(ServiceTier.STANDARD, CardFormat.read(json));
    for (Map.Entry<String, JsonNode> entry : CatalogueJson.properties(json, "service_tiers")) {
      String field = "service_tiers." + entry.getKey();
      ServiceTier tier =
          ServiceTier.ofWireName(entry.getKey())
              .filter(known -> known != ServiceTier.STANDARD)
              .orElseThrow(
                  () ->
                      new InvalidPriceException(
                          field, "must be batch, flex, priority or reserved"));
      try {
        CatalogueJson.requireKnown(entry.getValue(), CardFormat.FIELDS, Set.of());
        cards.put(tier, CardFormat.read(entry.getValue()));
      } catch (InvalidPriceException invalid) {
        throw invalid.within(field);
      }
    }
    return Price.of(
        provider,
        model,
        period(json),
        cards,
        free(json),
        json.has("source") ? CatalogueJson.text(json, "source") : source);
  }

  private static Period period(JsonNode json) {
    return new Period(
        moment(json, "valid_from"),
        moment(json, "valid_to"),
        CatalogueJson.present(json, "daily")
            .map(daily -> new DailyHours(time(daily, "from"), time(daily, "to")))
            .orElse(null));
  }

  private static @Nullable Instant moment(JsonNode json, String field) {
    if (CatalogueJson.present(json, field).isEmpty()) {
      return null;
    }
    String text = CatalogueJson.text(json, field);
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidPriceException(field, "must be a day or a moment in UTC");
    }
  }

  private static LocalTime time(JsonNode daily, String field) {
    try {
      return LocalTime.parse(CatalogueJson.text(daily, field));
    } catch (DateTimeException e) {
      throw new InvalidPriceException("daily." + field, "must be a time of day in UTC");
    }
  }

  private static List<FreeQuota> free(JsonNode json) {
    if (CatalogueJson.present(json, "free").isEmpty()) {
      return List.of();
    }
    List<FreeQuota> free = new ArrayList<>();
    for (JsonNode quota : CatalogueJson.list(json, "free")) {
      Bucket bucket =
          Bucket.ofWireName(CatalogueJson.text(quota, "bucket"))
              .orElseThrow(
                  () -> new InvalidPriceException("free.bucket", "must be a known bucket"));
      Span span =
          Span.ofWireName(CatalogueJson.text(quota, "each"))
              .orElseThrow(() -> new InvalidPriceException("free.each", "must be day or month"));
      free.add(
          new FreeQuota(
              bucket,
              BigDecimal.valueOf(CatalogueJson.count("free.quantity", quota.path("quantity"))),
              span));
    }
    return free;
  }

  /** The price in the form in which it is read. */
  public static ObjectNode write(Price price) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Period period = price.period();
    if (period.from() != null) {
      json.put("valid_from", period.from().toString());
    }
    if (period.to() != null) {
      json.put("valid_to", period.to().toString());
    }
    if (period.daily() != null) {
      json.putObject("daily")
          .put("from", period.daily().from().toString())
          .put("to", period.daily().to().toString());
    }
    price
        .cards()
        .forEach(
            (tier, card) ->
                CardFormat.write(
                    card,
                    tier == ServiceTier.STANDARD
                        ? json
                        : json.withObject("service_tiers").putObject(tier.wireName())));
    for (FreeQuota quota : price.free()) {
      json.withArray("free")
          .addObject()
          .put("bucket", quota.bucket().wireName())
          .put("quantity", quota.quantity().longValueExact())
          .put("each", quota.span().wireName());
    }
    return json.put("source", price.source());
  }
}
