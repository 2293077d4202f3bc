package dev.signalbox.cost.alert;

import dev.signalbox.kit.alert.DeliverDue;
import dev.signalbox.kit.alert.Deliveries;
import dev.signalbox.kit.alert.Mails;
import dev.signalbox.kit.alert.Webhooks;
import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.housekeeping.Expiry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

  @Bean
  Deliveries deliveries(JdbcClient database, JsonMapper json) {
    return new Deliveries(database, json);
  }

  @Bean
  Webhooks webhooks(AlertSettings settings, Clock clock) {
    return new Webhooks(
        FireAlerts.TYPE,
        settings.signingSecret(),
        settings.timeout(),
        new AddressGuard(settings.allowPrivateAddresses()),
        clock);
  }

  @Bean
  DeliverDue deliverDue(
      Deliveries deliveries,
      Webhooks webhooks,
      ObjectProvider<JavaMailSender> mail,
      AlertSettings settings,
      JsonMapper json) {
    return new DeliverDue(
        deliveries,
        webhooks,
        new Mails(mail.getIfAvailable(), settings.sender(), AlertWording::of, json),
        new DeliverDue.Patience(settings.timeout(), settings.firstRetry(), settings.attempts()));
  }

  /** Those that arrived or were given up. */
  @Bean
  Expiry deliveriesExpire(AlertSettings settings) {
    return new Expiry(
        "alert_deliveries", "created_at", settings.retention(), "next_attempt_at IS NULL");
  }
}
