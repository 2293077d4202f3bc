package dev.signalbox.kit.alert;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends alerts as e-mails. */
public final class Mails {

  private final @Nullable JavaMailSender sender;
  private final String from;
  private final Function<JsonNode, Letter> wording;
  private final JsonMapper json;

  /**
   * @param sender null if no mail server is configured
   * @param from the address they come from
   * @param wording what is said of an alert
   */
  public Mails(
      @Nullable JavaMailSender sender,
      String from,
      Function<JsonNode, Letter> wording,
      JsonMapper json) {
    this.sender = sender;
    this.from = from;
    this.wording = wording;
    this.json = json;
  }

  Sending send(Delivery delivery) {
    JavaMailSender smtp = sender;
    if (smtp == null) {
      return new Sending.Failed("spring.mail.host is not set");
    }
    Letter letter = wording.apply(json.readTree(delivery.alert()));
    SimpleMailMessage mail = new SimpleMailMessage();
    mail.setFrom(from);
    mail.setTo(delivery.target());
    mail.setSubject(letter.subject());
    mail.setText("%s%nEvent %s%n".formatted(letter.text(), delivery.eventId()));
    try {
      smtp.send(mail);
      return new Sending.Delivered();
    } catch (MailException e) {
      return new Sending.Failed(e.getClass().getSimpleName());
    }
  }
}
