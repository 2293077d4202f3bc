package dev.signalbox.registry.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EscalationSettingsTests {

  private static final String SECRET = "a-secret-of-24-characters";

  @Test
  void callsNobodyByDefault() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new EscalationSettings(
                List.of(),
                List.of(),
                "",
                "signalbox@localhost",
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                12,
                Duration.ofDays(30)));
  }

  @Test
  void hasTheseNames() {
    EscalationSettings settings =
        bind(
            Map.of(
                "signalbox.registry.escalation.webhooks", "https://ops.example.com/hook",
                "signalbox.registry.escalation.emails", "ops@example.com",
                "signalbox.registry.escalation.sender", "us@example.com",
                "signalbox.registry.escalation.timeout", "4s",
                "signalbox.registry.escalation.signing-secret", SECRET,
                "signalbox.registry.escalation.poll", "1s",
                "signalbox.registry.escalation.first-retry", "2s",
                "signalbox.registry.escalation.attempts", "3",
                "signalbox.registry.escalation.retention", "1d"));

    assertThat(settings)
        .isEqualTo(
            new EscalationSettings(
                List.of(URI.create("https://ops.example.com/hook")),
                List.of("ops@example.com"),
                SECRET,
                "us@example.com",
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(2),
                3,
                Duration.ofDays(1)));
    assertThat(settings.toString()).doesNotContain(SECRET);
  }

  @Test
  void thereIsNoWebhookWithoutASecret() {
    assertThatThrownBy(
            () ->
                bind(
                    Map.of(
                        "signalbox.registry.escalation.webhooks", "https://ops.example.com/hook")))
        .rootCause()
        .hasMessageContaining("signalbox.registry.escalation.signing-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "emails, Ops <ops@example.com>",
    "sender, nobody",
    "timeout, 0s",
    "attempts, 21",
    "first-retry, 0s"
  })
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.registry.escalation." + name, value)))
        .rootCause()
        .hasMessageContaining(name);
  }

  private static EscalationSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.escalation", EscalationSettings.class);
  }
}
