package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The book for everybody, and one for each team that has prices of its own. */
final class PriceBooks {

  private final PriceBook everybody;
  private final Map<String, PriceBook> teams = new HashMap<>();

  PriceBooks(List<CatalogueIndex> catalogues, List<PriceOverride> overrides) {
    List<CatalogueIndex> below = withOverrides(null, overrides, catalogues);
    everybody = new PriceBook(below);
    overrides.stream()
        .map(PriceOverride::team)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(team -> teams.put(team, new PriceBook(withOverrides(team, overrides, below))));
  }

  PriceBook of(@Nullable String team) {
    return team == null ? everybody : teams.getOrDefault(team, everybody);
  }

  private static List<CatalogueIndex> withOverrides(
      @Nullable String team, List<PriceOverride> overrides, List<CatalogueIndex> below) {
    List<PriceOverride> own =
        overrides.stream().filter(each -> Objects.equals(each.team(), team)).toList();
    if (own.isEmpty()) {
      return below;
    }
    List<CatalogueIndex> all = new ArrayList<>();
    all.add(new CatalogueIndex(catalogue(own)));
    all.addAll(below);
    return all;
  }

  private static Catalogue catalogue(List<PriceOverride> overrides) {
    Map<String, Map<Names, List<PriceOverride>>> byName = new LinkedHashMap<>();
    for (PriceOverride override : overrides) {
      byName
          .computeIfAbsent(override.price().provider(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(Names.of(override), _ -> new ArrayList<>())
          .add(override);
    }
    List<ProviderPrices> providers = new ArrayList<>();
    byName.forEach((provider, models) -> providers.add(provider(provider, models.values())));
    return new Catalogue(Origin.OVERRIDE, providers);
  }

  private static ProviderPrices provider(
      String provider, Collection<List<PriceOverride>> overrides) {
    return new ProviderPrices(
        provider,
        List.of(),
        null,
        List.of(),
        List.of(),
        overrides.stream().map(PriceBooks::model).toList());
  }

  private static ModelPrices model(List<PriceOverride> overrides) {
    PriceOverride first = overrides.getFirst();
    return new ModelPrices(
        first.overrideId(), first.match(), overrides.stream().map(PriceOverride::price).toList());
  }

  /** What the same names of the same model mean. */
  private record Names(String model, NameRule match) {
    static Names of(PriceOverride override) {
      return new Names(override.price().model(), override.match());
    }
  }
}
