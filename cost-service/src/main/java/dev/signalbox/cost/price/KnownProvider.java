package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.ProtocolExtractors;
import dev.signalbox.cost.usage.UsageExtractor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What all catalogues together say about one provider, under the name that it was asked for by. */
final class KnownProvider {

  private final String name;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<Place> places = new ArrayList<>();
  private final Map<String, UsageExtractor> extractors = new TreeMap<>();

  /**
   * @param asked in lower case
   * @param catalogues the first decides; the last gives the provider its name
   */
  KnownProvider(String asked, List<CatalogueIndex> catalogues, ProtocolExtractors protocols) {
    Optional<ProviderPrices> known =
        catalogues.reversed().stream()
            .flatMap(catalogue -> catalogue.provider(asked).stream())
            .findFirst();
    name = known.map(ProviderPrices::provider).orElse(asked);
    names.add(asked);
    names.add(name);
    known.ifPresent(provider -> names.addAll(provider.aliases()));
    for (CatalogueIndex catalogue : catalogues) {
      names.stream()
          .flatMap(each -> catalogue.provider(each).stream())
          .findFirst()
          .ifPresent(provider -> places.add(new Place(catalogue, provider)));
    }
    collectExtractors(protocols);
  }

  /**
   * As we know it of this provider, as the first catalogue says, or as everybody does who offers
   * that API.
   */
  private void collectExtractors(ProtocolExtractors protocols) {
    names.forEach(each -> protocols.of(each).forEach(extractors::putIfAbsent));
    for (Place place : places) {
      place
          .provider()
          .extractors()
          .forEach(extractor -> extractors.putIfAbsent(extractor.flavor(), extractor));
    }
    protocols.ofAnybody().forEach(extractors::putIfAbsent);
  }

  /** The name in ledger and reports; the one that was asked for if there is no other. */
  String name() {
    return name;
  }

  /** Whether a catalogue knows it. */
  boolean isKnown() {
    return !places.isEmpty();
  }

  /** What it may be called in front of a model's name. */
  Set<String> names() {
    return names;
  }

  /** How its usage reports are read, by API in alphabetical order. */
  Map<String, UsageExtractor> extractors() {
    return extractors;
  }

  /** The price of a model of exactly that name. */
  Optional<MatchedPrice> find(String model, Instant at) {
    for (Place place : places) {
      Optional<MatchedPrice> found = place.catalogue().find(place.provider(), model, at);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The price of whatever it runs. */
  Optional<MatchedPrice> findForEveryModel(Instant at) {
    for (Place place : places) {
      Optional<MatchedPrice> found = place.catalogue().findForEveryModel(place.provider(), at);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private record Place(CatalogueIndex catalogue, ProviderPrices provider) {}
}
