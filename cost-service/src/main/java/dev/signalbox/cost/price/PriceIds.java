package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.kit.digest.Sha256;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names prices by what they say and who says it, {@code provider/model@first day#digest}: a price
 * that is stated again has the id that it had, another price has another one.
 */
final class PriceIds {

  private static final int DIGITS = 12;
  private static final int LENGTH_OF_A_DAY = 10;

  private PriceIds() {}

  static String of(
      String provider,
      String model,
      Period period,
      Map<ServiceTier, RateCard> cards,
      List<FreeQuota> free,
      String source) {
    @Nullable Instant from = period.from();
    String since = from == null ? "" : "@" + from.toString().substring(0, LENGTH_OF_A_DAY);
    String digest = hash(content(period, cards, free) + source).substring(0, DIGITS);
    return provider + "/" + model + since + "#" + digest;
  }

  /** Everything that the price says, but not of what and where it is from. */
  static String content(Price price) {
    return content(price.period(), price.cards(), price.free());
  }

  private static String content(
      Period period, Map<ServiceTier, RateCard> cards, List<FreeQuota> free) {
    StringBuilder content = new StringBuilder(256);
    content.append(period.from()).append(' ').append(period.to()).append(' ');
    if (period.daily() != null) {
      content.append(period.daily().from()).append('-').append(period.daily().to());
    }
    cards.forEach((tier, card) -> write(tier, card, content));
    for (FreeQuota quota : free) {
      content.append(" free ").append(quota.quantity().toPlainString());
      content.append(quota.bucket().wireName()).append(quota.span().wireName());
    }
    return content.append('\n').toString();
  }

  private static void write(ServiceTier service, RateCard card, StringBuilder content) {
    content.append(' ').append(service.wireName()).append(' ').append(card.rule().wireName());
    for (Tier tier : card.tiers()) {
      content.append(" >").append(tier.above());
      for (Map.Entry<Bucket, BigDecimal> rate : tier.rates().usd().entrySet()) {
        content.append(' ').append(rate.getKey().wireName()).append('=');
        content.append(rate.getValue().toPlainString());
      }
    }
  }

  /** The SHA-256 of the text, in hexadecimal. */
  static String hash(String content) {
    return Sha256.hex(content);
  }
}
