package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.ProtocolExtractors;
import dev.signalbox.cost.usage.UsageExtractor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  /** Far more than there are; names that callers make up are not remembered. */
  private static final int MOST_REMEMBERED = 2_000;

  private final List<CatalogueIndex> catalogues;
  private final Map<String, KnownProvider> providers = new ConcurrentHashMap<>();

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

  private KnownProvider known(String providerName) {
    String name = lower(providerName);
    @Nullable KnownProvider remembered = providers.get(name);
    if (remembered != null) {
      return remembered;
    }
    KnownProvider found = new KnownProvider(name, catalogues, ProtocolExtractors.shipped());
    if (found.isKnown() && providers.size() < MOST_REMEMBERED) {
      providers.put(name, found);
    }
    return found;
  }

  /** The provider's name in ledger and reports; the name itself if there is no other. */
  public String provider(String name) {
    return known(name).name();
  }

  /** Whether any catalogue has prices of that provider. */
  public boolean isKnown(String providerName) {
    return known(providerName).isKnown();
  }

  /** How the provider's usage reports for that API are read; empty if that is not known. */
  public Optional<UsageExtractor> extractor(String providerName, String flavor) {
    return Optional.ofNullable(known(providerName).extractors().get(flavor));
  }

  /** The APIs whose usage reports can be read, in alphabetical order. */
  public Set<String> flavors(String providerName) {
    return known(providerName).extractors().keySet();
  }

  /** The price of the model at that moment; empty if none is known. */
  public Optional<MatchedPrice> find(String providerName, String modelName, Instant at) {
    String model = lower(modelName);
    if (providerName.strip().equalsIgnoreCase(LITELLM)) {
      int slash = model.indexOf('/');
      if (slash > 0) {
        return find(model.substring(0, slash), model.substring(slash + 1), at);
      }
    }
    if (model.equals(EVERY_MODEL)) {
      return Optional.empty();
    }
    KnownProvider provider = known(providerName);
    Optional<MatchedPrice> named = provider.find(model, at);
    return named.isPresent()
        ? named
        : snapshot(provider, model, at)
            .or(() -> withoutProvider(provider, model, at))
            .or(() -> provider.findForEveryModel(at));
  }

  private static Optional<MatchedPrice> withoutProvider(
      KnownProvider provider, String model, Instant at) {
    for (String name : provider.names()) {
      if (model.startsWith(name + "/")) {
        String bare = model.substring(name.length() + 1);
        return provider.find(bare, at).or(() -> snapshot(provider, bare, at));
      }
    }
    return Optional.empty();
  }

  private static Optional<MatchedPrice> snapshot(KnownProvider provider, String model, Instant at) {
    Matcher snapshot = SNAPSHOT.matcher(model);
    return snapshot.matches()
        ? provider.find(snapshot.group(1), at).map(match -> match.by(MatchedBy.SNAPSHOT))
        : Optional.empty();
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
