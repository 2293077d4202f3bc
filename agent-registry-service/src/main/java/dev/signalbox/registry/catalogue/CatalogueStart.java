package dev.signalbox.registry.catalogue;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Applies the shipped catalogue before the service reports that it is ready. */
@Component
class CatalogueStart implements ApplicationRunner {

  private final CatalogueSettings settings;
  private final JsonMapper json;
  private final ApplyCatalogue apply;

  CatalogueStart(CatalogueSettings settings, JsonMapper json, ApplyCatalogue apply) {
    this.settings = settings;
    this.json = json;
    this.apply = apply;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (!settings.enabled()) {
      return;
    }
    try (InputStream content = settings.location().getInputStream()) {
      apply.apply(json.readValue(content, Catalogue.class));
    }
  }
}
