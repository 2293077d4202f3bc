package dev.signalbox.cost.alert;

import dev.signalbox.kit.alert.EmailAddress;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Over which channels budgets can be told of here. */
@Component
public class AlertChannels {

  private static final int LONGEST_URL = 2_048;

  private final AlertSettings settings;
  private final boolean mail;

  AlertChannels(AlertSettings settings, ObjectProvider<JavaMailSender> mail) {
    this.settings = settings;
    this.mail = mail.getIfAvailable() != null;
  }

  /** In US dollars. */
  public BigDecimal usualThreshold() {
    return settings.threshold();
  }

  /**
   * Why a webhook cannot be there; null if it can. Names are not looked up: what they lead to is
   * judged each time they are called.
   */
  public @Nullable String objectionToWebhook(@Nullable String url) {
    if (settings.signingSecret().isEmpty()) {
      return "cannot be called: signalbox.cost.alerts.signing-secret is not set";
    }
    if (url == null || url.length() > LONGEST_URL) {
      return "must be a URL of at most %,d characters".formatted(LONGEST_URL);
    }
    URI uri;
    try {
      uri = new URI(url).parseServerAuthority();
    } catch (URISyntaxException syntax) {
      return "is not a URL: " + syntax.getReason();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && settings.allowPrivateAddresses())) {
      return "must start with https://";
    }
    return uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null
        ? "must name a host, and have neither user name nor fragment"
        : null;
  }

  /** Why an e-mail cannot go there; null if it can. */
  public @Nullable String objectionToEmail(@Nullable String address) {
    if (!mail) {
      return "cannot be written to: spring.mail.host is not set";
    }
    return address == null || !EmailAddress.isPlain(address) ? "must be one e-mail address" : null;
  }
}
