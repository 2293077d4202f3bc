package dev.signalbox.cost.alert;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How budgets are told of.
 *
 * @param threshold in US dollars, of budgets in dollars that name no absolute thresholds
 * @param signingSecret what webhooks are signed with; without it there are none
 * @param allowPrivateAddresses whether webhooks may lead to private and loopback addresses
 * @param sender the address that e-mails come from
 * @param poll how often deliveries that are due are looked for
 * @param timeout of one delivery
 * @param firstRetry how long after a failed delivery it is tried again; doubled each time
 * @param attempts after how many of them a delivery is given up
 * @param retention how long deliveries that are over are kept
 */
@ConfigurationProperties("signalbox.cost.alerts")
public record AlertSettings(
    @DefaultValue("100.00") BigDecimal threshold,
    @DefaultValue("") String signingSecret,
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("signalbox@localhost") String sender,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("10s") Duration firstRetry,
    @DefaultValue("12") int attempts,
    @DefaultValue("30d") Duration retention) {

  private static final int SHORTEST_SECRET = 24;

  public AlertSettings {
    require(threshold.signum() > 0, "threshold must be above 0");
    require(
        signingSecret.isEmpty() || signingSecret.length() >= SHORTEST_SECRET,
        "signing-secret must have at least " + SHORTEST_SECRET + " characters");
    require(positive(poll), "poll must be longer than nothing");
    require(positive(timeout), "timeout must be longer than nothing");
    require(positive(firstRetry), "first-retry must be longer than nothing");
    require(attempts >= 1 && attempts <= 20, "attempts must be between 1 and 20");
    require(positive(retention), "retention must be longer than nothing");
  }

  private static boolean positive(Duration duration) {
    return duration.toMillis() > 0;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.cost.alerts." + rule);
    }
  }

  @Override
  public String toString() {
    return "AlertSettings[threshold=" + threshold + ", sender=" + sender + ']';
  }
}
