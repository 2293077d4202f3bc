package dev.signalbox.registry.escalation;

import dev.signalbox.kit.alert.DeliverDue;
import dev.signalbox.kit.alert.Deliveries;
import dev.signalbox.kit.alert.Mails;
import dev.signalbox.kit.alert.Webhooks;
import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.registry.agent.EndpointSettings;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class EscalationConfiguration {

  @Bean
  Deliveries deliveries(JdbcClient database, JsonMapper json) {
    return new Deliveries(database, json);
  }

  @Bean
  Webhooks webhooks(EscalationSettings settings, EndpointSettings endpoints, Clock clock) {
    return new Webhooks(
        Escalate.TYPE,
        settings.signingSecret(),
        settings.timeout(),
        new AddressGuard(endpoints.allowPrivateAddresses()),
        clock);
  }

  @Bean
  Mails mails(ObjectProvider<JavaMailSender> sender, EscalationSettings settings, JsonMapper json) {
    JavaMailSender smtp = sender.getIfAvailable();
    if (smtp == null && !settings.emails().isEmpty()) {
      throw new IllegalStateException(
          "spring.mail.host must be set for signalbox.registry.escalation.emails to be written to");
    }
    return new Mails(smtp, settings.sender(), EscalationWording::of, json);
  }

  @Bean
  DeliverDue deliverDue(
      Deliveries deliveries, Webhooks webhooks, Mails mails, EscalationSettings settings) {
    return new DeliverDue(
        deliveries,
        webhooks,
        mails,
        new DeliverDue.Patience(settings.timeout(), settings.firstRetry(), settings.attempts()));
  }

  /** Those that arrived or were given up. */
  @Bean
  Expiry deliveriesExpire(EscalationSettings settings) {
    return new Expiry(
        "alert_deliveries", "created_at", settings.retention(), "next_attempt_at IS NULL");
  }
}
