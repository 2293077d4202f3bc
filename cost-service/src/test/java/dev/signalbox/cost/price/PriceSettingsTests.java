package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class PriceSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new PriceSettings(
                new ClassPathResource("prices/prices.json"),
                Duration.ofSeconds(1),
                UnknownModel.REFUSE,
                List.of(),
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(20),
                false));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.ofEntries(
                    Map.entry("signalbox.cost.prices.location", "classpath:prices/other.json"),
                    Map.entry("signalbox.cost.prices.refresh-interval", "5m"),
                    Map.entry("signalbox.cost.prices.unknown-model", "flag"),
                    Map.entry("signalbox.cost.prices.source-check-interval", "10s"),
                    Map.entry("signalbox.cost.prices.max-download", "1MB"),
                    Map.entry("signalbox.cost.prices.allow-private-addresses", "true"),
                    Map.entry("signalbox.cost.prices.sources[0].name", "upstream"),
                    Map.entry("signalbox.cost.prices.sources[0].format", "genai-prices"),
                    Map.entry(
                        "signalbox.cost.prices.sources[0].location", "https://a.example/data.json"),
                    Map.entry("signalbox.cost.prices.sources[1].name", "ours"),
                    Map.entry("signalbox.cost.prices.sources[1].format", "models.dev"),
                    Map.entry("signalbox.cost.prices.sources[1].location", "file:///prices.json"),
                    Map.entry("signalbox.cost.prices.sources[1].interval", "1h"),
                    Map.entry("signalbox.cost.prices.sources[1].apply", "true"))))
        .isEqualTo(
            new PriceSettings(
                new ClassPathResource("prices/other.json"),
                Duration.ofMinutes(5),
                UnknownModel.FLAG,
                List.of(
                    new PriceSource(
                        "upstream",
                        ImportFormat.GENAI_PRICES,
                        URI.create("https://a.example/data.json"),
                        Duration.ofHours(24),
                        false),
                    new PriceSource(
                        "ours",
                        ImportFormat.MODELS_DEV,
                        URI.create("file:///prices.json"),
                        Duration.ofHours(1),
                        true)),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(1),
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "refresh-interval, 0s",
    "source-check-interval, -1s",
    "max-download, 0B",
    "sources[0].location, ftp://a.example/data.json",
    "sources[0].location, prices.json",
    "sources[0].interval, 1s",
    "sources[0].name, ''",
    "sources[1].name, upstream"
  })
  void refusesWhatCannotBe(String name, String value) {
    Map<String, String> properties = new HashMap<>();
    for (int place = 0; place < 2; place++) {
      String source = "signalbox.cost.prices.sources[" + place + "].";
      properties.put(source + "name", place == 0 ? "upstream" : "other");
      properties.put(source + "format", "litellm");
      properties.put(source + "location", "https://a.example/data.json");
    }
    properties.put("signalbox.cost.prices." + name, value);

    assertThatThrownBy(() -> bind(properties))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static PriceSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.cost.prices", PriceSettings.class);
  }
}
