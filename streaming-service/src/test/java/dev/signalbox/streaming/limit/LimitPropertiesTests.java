package dev.signalbox.streaming.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.limit.LimitProperties.Quotas;
import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LimitPropertiesTests {

  private static final String PREFIX = "signalbox.streaming.limits";
  private static final Quotas NONE = new Quotas(0, 0, 0, 0);
  private static final SliceProperties SLICES =
      new SliceProperties(
          Duration.ofMillis(500), Duration.ofMillis(1_500), Duration.ofSeconds(30), 10_000, 20_000);

  @Test
  void defaults() {
    assertThat(bound(Map.of())).isEqualTo(new LimitProperties(NONE, NONE, NONE, NONE, SLICES));
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
                new Quotas(5, 0, 0, 0),
                SLICES));
  }

  @Test
  void namesOfSlices() {
    assertThat(
            bound(
                    Map.of(
                        "slices.idle", "1s",
                        "slices.patience", "3s",
                        "slices.permit-life", "9s",
                        "slices.max-windows", "4",
                        "slices.max-own", "5"))
                .slices())
        .isEqualTo(
            new SliceProperties(
                Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9), 4, 5));
  }

  @Test
  void nobodyLosesPatienceBeforeWhatIdlesIsGivenBack() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> bound(Map.of("slices.idle", "1s")))
        .withStackTraceContaining("signalbox.streaming.limits.slices.patience");
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
