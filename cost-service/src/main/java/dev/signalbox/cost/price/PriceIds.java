package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names prices by what they say, {@code provider/model@first day#digest}: the same price has the
 * same id wherever it comes from, another price has another one.
 */
final class PriceIds {

  private static final int DIGITS = 12;

  private PriceIds() {}

  static String of(
      String provider,
      String model,
      Period period,
      Map<ServiceTier, RateCard> cards,
      List<FreeQuota> free) {
    StringBuilder content = new StringBuilder(256);
    content.append(period);
    cards.forEach((tier, card) -> write(tier, card, content));
    content.append(free);
    String since = period.from() == null ? "" : "@" + period.from().toString().substring(0, 10);
    return provider + "/" + model + since + "#" + digest(content.toString());
  }

  private static void write(ServiceTier service, RateCard card, StringBuilder content) {
    content.append(service.wireName()).append(card.rule().wireName());
    for (Tier tier : card.tiers()) {
      content.append('>').append(tier.above());
      for (Map.Entry<Bucket, BigDecimal> rate : tier.rates().usd().entrySet()) {
        content.append(rate.getKey().wireName()).append('=');
        content.append(rate.getValue().toPlainString()).append(';');
      }
    }
  }

  /** The beginning of the SHA-256 of the text, in hexadecimal. */
  private static String digest(String content) {
    return hash(content).substring(0, DIGITS);
  }

  /** The SHA-256 of the text, in hexadecimal. */
  static String hash(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
