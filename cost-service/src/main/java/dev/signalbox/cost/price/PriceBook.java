package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.ProtocolExtractors;
import dev.signalbox.cost.usage.UsageExtractor;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every price in force, and the one place where a model's name is matched to one. Of several
 * catalogues the first that knows a name decides.
 */
public final class PriceBook {

  /** What providers put behind a name to pin a version: {@code -2024-08-06}, {@code @20241022}. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("(.+)[-@](?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{4}|\\d{3}|latest)");

  private static final String EVERY_MODEL = "*";

  /** What is asked of LiteLLM is asked of the provider that the model's name begins with. */
  private static final String LITELLM = "litellm";

  private final List<CatalogueIndex> catalogues;
  private final ProtocolExtractors protocols = ProtocolExtractors.shipped();

  /**
   * @param catalogues the first decides; the last, which is the shipped one, gives providers their
   *     names
   */
  PriceBook(List<CatalogueIndex> catalogues) {
    this.catalogues = List.copyOf(catalogues);
  }

  /** A book of whole catalogues. */
  public static PriceBook of(List<Catalogue> catalogues) {
    return new PriceBook(catalogues.stream().map(CatalogueIndex::new).toList());
  }

  /** The provider's name in ledger and reports; the name itself if there is no other. */
  public String provider(String name) {
    String lower = lower(name);
    return known(lower).map(ProviderPrices::provider).orElse(lower);
  }

  private Optional<ProviderPrices> known(String name) {
    return catalogues.reversed().stream()
        .flatMap(catalogue -> catalogue.provider(name).stream())
        .findFirst();
  }

  /** What the provider may be called in a catalogue: as it was asked for, or as we know it. */
  private Set<String> names(String name) {
    Set<String> names = new LinkedHashSet<>(List.of(name));
    known(name)
        .ifPresent(
            provider -> {
              names.add(provider.provider());
              names.addAll(provider.aliases());
            });
    return names;
  }

  /** The price of the model at that moment; empty if none is known. */
  public Optional<MatchedPrice> find(String providerName, String modelName, Instant at) {
    String provider = lower(providerName);
    String model = lower(modelName);
    if (provider.equals(LITELLM)) {
      int slash = model.indexOf('/');
      if (slash > 0) {
        return find(model.substring(0, slash), model.substring(slash + 1), at);
      }
    }
    if (model.equals(EVERY_MODEL)) {
      return Optional.empty();
    }
    Set<String> providers = names(provider);
    return named(providers, model, at)
        .or(() -> withoutProvider(providers, model, at))
        .or(() -> everyModel(providers, at));
  }

  private Optional<MatchedPrice> withoutProvider(Set<String> providers, String model, Instant at) {
    for (String provider : providers) {
      if (model.startsWith(provider + "/")) {
        return named(providers, model.substring(provider.length() + 1), at);
      }
    }
    return Optional.empty();
  }

  private Optional<MatchedPrice> named(Set<String> providers, String model, Instant at) {
    return first(providers, (catalogue, provider) -> catalogue.find(provider, model, at))
        .or(() -> snapshot(providers, model, at));
  }

  private Optional<MatchedPrice> snapshot(Set<String> providers, String model, Instant at) {
    Matcher snapshot = SNAPSHOT.matcher(model);
    if (!snapshot.matches()) {
      return Optional.empty();
    }
    String base = snapshot.group(1);
    return first(providers, (catalogue, provider) -> catalogue.find(provider, base, at))
        .map(match -> match.by(MatchedBy.SNAPSHOT));
  }

  private Optional<MatchedPrice> everyModel(Set<String> providers, Instant at) {
    return first(providers, (catalogue, provider) -> catalogue.findForEveryModel(provider, at));
  }

  private <T> Optional<T> first(
      Set<String> providers, BiFunction<CatalogueIndex, ProviderPrices, Optional<T>> question) {
    for (CatalogueIndex catalogue : catalogues) {
      for (String name : providers) {
        Optional<ProviderPrices> provider = catalogue.provider(name);
        if (provider.isPresent()) {
          Optional<T> answer = question.apply(catalogue, provider.get());
          if (answer.isPresent()) {
            return answer;
          }
          break;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * How the provider's usage reports for that API are read: as we know it of this provider, as a
   * catalogue says, or as everybody does who offers that API.
   */
  public Optional<UsageExtractor> extractor(String providerName, String flavor) {
    Set<String> providers = names(lower(providerName));
    for (String provider : providers) {
      Optional<UsageExtractor> own = protocols.of(provider, flavor);
      if (own.isPresent()) {
        return own;
      }
    }
    return first(providers, (catalogue, provider) -> catalogue.extractor(provider, flavor))
        .or(() -> protocols.ofAnybody(flavor));
  }

  /** The APIs whose usage reports can be read, in alphabetical order. */
  public Set<String> flavors(String providerName) {
    Set<String> flavors = new TreeSet<>();
    for (String name : names(lower(providerName))) {
      flavors.addAll(protocols.flavors(name));
      for (CatalogueIndex catalogue : catalogues) {
        catalogue
            .provider(name)
            .ifPresent(
                provider -> provider.extractors().forEach(each -> flavors.add(each.flavor())));
      }
    }
    return flavors;
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
