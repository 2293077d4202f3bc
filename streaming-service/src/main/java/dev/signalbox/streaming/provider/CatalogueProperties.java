package dev.signalbox.streaming.provider;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Providers and models, from {@code providers.yaml} and {@code models.yaml}. */
@ConfigurationProperties("signalbox.streaming")
@Validated
public record CatalogueProperties(
    @DefaultValue Map<String, @Valid ProviderSettings> providers,
    @DefaultValue List<@Valid ModelSettings> models,
    @DefaultValue("auto") Simulation simulation) {

  public CatalogueProperties {
    providers = Map.copyOf(providers);
    models = List.copyOf(models);
  }

  /** When the simulator answers for known models of every provider. */
  public enum Simulation {
    /** When no provider has a key. */
    AUTO,
    ALWAYS,
    NEVER
  }
}
