package dev.signalbox.cost.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class AlertChannelsTests {

  private final AlertChannels channels =
      AlertFixtures.channels(
          AlertFixtures.settings(AlertFixtures.SECRET, false), new JavaMailSenderImpl());

  @Test
  void whatIsNotConfiguredIsSaid() {
    AlertChannels none = AlertFixtures.channels(AlertFixtures.settings("", false));

    assertThat(none.objectionToWebhook("https://example.com")).contains("signing-secret");
    assertThat(none.objectionToEmail("ada@example.com")).contains("spring.mail.host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "https:///hook",
        "https://user@example.com/",
        "https://example.com/#part",
        "javascript:alert(1)",
        "https://exa mple.com/",
        ""
      })
  void webhooksHaveAnOrdinaryAddress(String url) {
    assertThat(channels.objectionToWebhook(url)).isNotNull();
    assertThat(channels.objectionToWebhook("https://example.com:8443/hook?a=b")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "Ada <ada@example.com>", "a@b, c@d", "a@b\nBcc: c@d", "@b", "a@"})
  void emailsHaveOneAddress(String address) {
    assertThat(channels.objectionToEmail(address)).isNotNull();
    assertThat(channels.objectionToEmail("ada+x@mail.example.com")).isNull();
  }
}
