package dev.signalbox.cost.alert;

import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes alerts as e-mails. */
final class Mails {

  private final @Nullable JavaMailSender sender;
  private final AlertSettings settings;
  private final JsonMapper json;

  /**
   * @param sender null if no mail server is configured
   */
  Mails(@Nullable JavaMailSender sender, AlertSettings settings, JsonMapper json) {
    this.sender = sender;
    this.settings = settings;
    this.json = json;
  }

  Sending send(Delivery delivery) {
    JavaMailSender smtp = sender;
    if (smtp == null) {
      return new Sending.Failed("spring.mail.host is not set");
    }
    JsonNode alert = json.readTree(delivery.alert());
    SimpleMailMessage mail = new SimpleMailMessage();
    mail.setFrom(settings.sender());
    mail.setTo(delivery.target());
    mail.setSubject("Budget %s: %s".formatted(text(alert, "name"), text(alert, "threshold")));
    mail.setText(
        """
        The budget "%s" (%s, %s %s) has reached %s.

        Spent: %s %s of %s, since %s.

        Event %s
        """
            .formatted(
                text(alert, "name"),
                text(alert, "budget_id"),
                text(alert, "scope"),
                text(alert, "value"),
                text(alert, "threshold"),
                text(alert, "spent"),
                text(alert, "unit"),
                text(alert, "limit"),
                text(alert, "period_start"),
                delivery.eventId()));
    try {
      smtp.send(mail);
      return new Sending.Delivered();
    } catch (MailException e) {
      return new Sending.Failed(e.getClass().getSimpleName());
    }
  }

  private static String text(JsonNode alert, String field) {
    return alert.path(field).asString("");
  }
}
