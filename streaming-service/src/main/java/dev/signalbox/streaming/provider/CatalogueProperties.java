package dev.signalbox.streaming.provider;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Providers and models, from {@code providers.yaml}, {@code models.yaml} and whatever is put over
 * them.
 *
 * @param catalogue a YAML file whose {@code providers} and {@code models} go before all others and
 *     may change while the service runs; empty for none
 * @param reload how often it is looked at
 */
@ConfigurationProperties("signalbox.streaming")
@Validated
public record CatalogueProperties(
    @DefaultValue Map<String, @Valid ProviderSettings> providers,
    @DefaultValue List<@Valid ModelSettings> models,
    @DefaultValue("auto") Simulation simulation,
    @DefaultValue("") String catalogue,
    @DefaultValue("2s") Duration reload) {

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
