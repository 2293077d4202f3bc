package dev.signalbox.kit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.MailServer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.json.JsonMapper;

class MailsTests {

  private static final Delivery DELIVERY =
      new Delivery(1, "evt_1", Delivery.Channel.EMAIL, "ada@example.com", "{\"name\":\"x\"}", 1);

  @Test
  void anAlertIsPutIntoWordsAndTriedAgainWhereItWasNotTaken() throws IOException {
    try (MailServer server = new MailServer()) {
      server.refuse(1);
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setHost("localhost");
      sender.setPort(server.port());

      assertThat(mails(sender).send(DELIVERY)).isEqualTo(new Sending.Failed("MailSendException"));
      assertThat(mails(sender).send(DELIVERY)).isEqualTo(new Sending.Delivered());

      assertThat(server.mails())
          .singleElement()
          .asString()
          .contains(
              "RCPT TO:<ada@example.com>",
              "From: us@example.com",
              "Subject: About x",
              "It happened.",
              "Event evt_1");
    }
  }

  @Test
  void thereIsNoMailWithoutAServer() {
    assertThat(mails(null).send(DELIVERY))
        .isEqualTo(new Sending.Failed("spring.mail.host is not set"));
  }

  private static Mails mails(@Nullable JavaMailSender sender) {
    return new Mails(
        sender,
        "us@example.com",
        alert -> new Letter("About " + alert.path("name").asString(), "It happened.\n"),
        JsonMapper.builder().build());
  }
}
