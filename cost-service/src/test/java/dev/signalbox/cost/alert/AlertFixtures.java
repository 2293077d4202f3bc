package dev.signalbox.cost.alert;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Channels for tests. */
public final class AlertFixtures {

  static final String SECRET = "a-secret-for-tests-of-webhooks";

  private AlertFixtures() {}

  /** Webhooks at any address, and e-mail. */
  public static AlertChannels allChannels() {
    return new AlertChannels(settings(SECRET, true), mail(new JavaMailSenderImpl()));
  }

  static AlertChannels channels(AlertSettings settings, JavaMailSender... senders) {
    return new AlertChannels(settings, mail(senders));
  }

  static AlertSettings settings(String secret, boolean allowPrivate) {
    return new AlertSettings(
        new BigDecimal("100.00"),
        secret,
        allowPrivate,
        "signalbox@localhost",
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        3,
        Duration.ofDays(30));
  }

  private static ObjectProvider<JavaMailSender> mail(JavaMailSender... senders) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    for (JavaMailSender sender : senders) {
      beans.addBean("mail", sender);
    }
    return beans.getBeanProvider(JavaMailSender.class);
  }
}
