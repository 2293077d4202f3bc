package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.usage.UsageExtractor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider and its models.
 *
 * @param provider its name, in lower case
 * @param aliases other names of it, in lower case
 * @param match which further names mean it; null if none do
 * @param fallbacks providers whose prices hold for models that it has no prices for
 * @param extractors how its usage reports are read
 * @param models in the order in which they are tried
 */
public record ProviderPrices(
    String provider,
    List<String> aliases,
    @Nullable NameRule match,
    List<String> fallbacks,
    List<UsageExtractor> extractors,
    List<ModelPrices> models) {

  public ProviderPrices {
    aliases = List.copyOf(aliases);
    fallbacks = List.copyOf(fallbacks);
    extractors = List.copyOf(extractors);
    models = List.copyOf(models);
    Set<String> names = new HashSet<>();
    for (ModelPrices model : models) {
      if (!names.add(model.model())) {
        throw new InvalidPriceException("models", "must have each model once: " + model.model());
      }
    }
  }
}
