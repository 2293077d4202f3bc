package dev.signalbox.cost.alert;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.housekeeping.Expiry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

  @Bean
  Webhooks webhooks(AlertSettings settings, Clock clock) {
    return new Webhooks(settings, new AddressGuard(settings.allowPrivateAddresses()), clock);
  }

  /** Those that arrived or were given up. */
  @Bean
  Expiry deliveriesExpire(AlertSettings settings) {
    return new Expiry(
        "alert_deliveries", "created_at", settings.retention(), "next_attempt_at IS NULL");
  }

  @Bean
  DeliverAlerts deliverAlerts(
      Deliveries deliveries,
      Webhooks webhooks,
      ObjectProvider<JavaMailSender> mail,
      AlertSettings settings,
      JsonMapper json) {
    return new DeliverAlerts(
        deliveries, webhooks, new Mails(mail.getIfAvailable(), settings, json), settings);
  }
}
