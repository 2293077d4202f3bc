package dev.signalbox.registry.escalation;

import dev.signalbox.kit.alert.EmailAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How operators are told of agents that do not come back.
 *
 * @param webhooks the URLs that are called
 * @param emails the addresses that are written to
 * @param signingSecret what webhooks are signed with; there are none without it
 * @param sender the address that e-mails come from
 * @param poll how often deliveries that are due are looked for
 * @param timeout of one delivery
 * @param firstRetry how long after a failed delivery it is tried again; doubled each time
 * @param attempts after how many of them a delivery is given up
 * @param retention how long deliveries that are over are kept
 */
@ConfigurationProperties("signalbox.registry.escalation")
public record EscalationSettings(
    @DefaultValue List<URI> webhooks,
    @DefaultValue List<String> emails,
    @DefaultValue("") String signingSecret,
    @DefaultValue("signalbox@localhost") String sender,
    @DefaultValue("5s") Duration poll,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("10s") Duration firstRetry,
    @DefaultValue("12") int attempts,
    @DefaultValue("30d") Duration retention) {

  private static final int SHORTEST_SECRET = 24;

  public EscalationSettings {
    webhooks = List.copyOf(webhooks);
    emails = List.copyOf(emails);
    require(
        webhooks.isEmpty() || signingSecret.length() >= SHORTEST_SECRET,
        "signing-secret must have at least %d characters for there to be webhooks"
            .formatted(SHORTEST_SECRET));
    require(
        webhooks.stream().allMatch(url -> url.getHost() != null),
        "webhooks must be URLs with a host");
    require(
        emails.stream().allMatch(EmailAddress::isPlain), "emails must be plain e-mail addresses");
    require(EmailAddress.isPlain(sender), "sender must be a plain e-mail address");
    require(timeout.toSeconds() > 0, "timeout must be at least a second");
    require(poll.toMillis() > 0, "poll must be longer than nothing");
    require(firstRetry.toSeconds() > 0, "first-retry must be at least a second");
    require(attempts >= 1 && attempts <= 20, "attempts must be between 1 and 20");
    require(retention.toMillis() > 0, "retention must be longer than nothing");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.registry.escalation." + rule);
    }
  }

  @Override
  public String toString() {
    return "EscalationSettings[webhooks=%d, emails=%d]".formatted(webhooks.size(), emails.size());
  }
}
