package dev.signalbox.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

class CatalogueSettingsTests {

  @Test
  void bringsInTheShippedCatalogueByDefault() {
    CatalogueSettings settings = bind(Map.of());

    assertThat(settings.enabled()).isTrue();
    assertThat(settings.location()).isEqualTo(new ClassPathResource("catalogue/agents.json"));
  }

  @Test
  void hasTheseNames() {
    CatalogueSettings settings =
        bind(
            Map.of(
                "signalbox.registry.catalogue.enabled", "false",
                "signalbox.registry.catalogue.location", "classpath:catalogue/other.json"));

    assertThat(settings.enabled()).isFalse();
    assertThat(settings.location()).extracting(Resource::getFilename).isEqualTo("other.json");
  }

  private static CatalogueSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.catalogue", CatalogueSettings.class);
  }
}
