package dev.signalbox.streaming.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.limit.LimitProperties.Quotas;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LimitPropertiesTests {

  private static final String PREFIX = "signalbox.streaming.limits";
  private static final Quotas NONE = new Quotas(0, 0, 0, 0);

  @Test
  void defaults() {
    assertThat(bound(Map.of())).isEqualTo(new LimitProperties(NONE, NONE, NONE, NONE));
  }

  @Test
  void names() {
    assertThat(
            bound(
                Map.of(
                    "key.requests-per-minute", "1",
                    "key.requests-per-hour", "2",
                    "user.tokens-per-minute", "3",
                    "agent.parallel-requests", "4",
                    "model.requests-per-minute", "5")))
        .isEqualTo(
            new LimitProperties(
                new Quotas(1, 2, 0, 0),
                new Quotas(0, 0, 3, 0),
                new Quotas(0, 0, 0, 4),
                new Quotas(5, 0, 0, 0)));
  }

  @Test
  void negativeQuotasAreRefused() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> bound(Map.of("model.tokens-per-minute", "-1")))
        .withStackTraceContaining("must not be negative");
  }

  private static LimitProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, LimitProperties.class);
  }
}
