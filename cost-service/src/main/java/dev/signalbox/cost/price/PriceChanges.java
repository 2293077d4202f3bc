package dev.signalbox.cost.price;

import dev.signalbox.cost.price.PriceChange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Compares what is in force with what would be, model by model. */
final class PriceChanges {

  private static final Comparator<PriceChange> ORDER =
      Comparator.comparing(PriceChange::kind)
          .thenComparing(PriceChange::provider)
          .thenComparing(PriceChange::model);

  private final UnaryOperator<String> naming;

  /**
   * @param naming gives providers the name that they have in ledger and reports, so that catalogues
   *     can be compared that call them differently
   */
  PriceChanges(UnaryOperator<String> naming) {
    this.naming = naming;
  }

  /** The changes between both; of several catalogues the first that has a model decides. */
  List<PriceChange> between(List<Catalogue> before, List<Catalogue> after) {
    Map<Name, List<Price>> old = prices(before);
    Map<Name, List<Price>> present = prices(after);
    Set<Name> names = new HashSet<>(old.keySet());
    names.addAll(present.keySet());
    List<PriceChange> changes = new ArrayList<>();
    for (Name name : names) {
      List<Price> was = old.getOrDefault(name, List.of());
      List<Price> becomes = present.getOrDefault(name, List.of());
      if (!contents(was).equals(contents(becomes))) {
        Kind kind = was.isEmpty() ? Kind.ADDED : becomes.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
        changes.add(new PriceChange(kind, name.provider(), name.model(), was, becomes));
      }
    }
    changes.sort(ORDER);
    return changes;
  }

  private Map<Name, List<Price>> prices(List<Catalogue> catalogues) {
    Map<Name, List<Price>> prices = new LinkedHashMap<>();
    for (Catalogue catalogue : catalogues) {
      for (ProviderPrices provider : catalogue.providers()) {
        String name = naming.apply(provider.provider());
        for (ModelPrices model : provider.models()) {
          prices.putIfAbsent(
              new Name(name, model.model().toLowerCase(Locale.ROOT)), model.prices());
        }
      }
    }
    return prices;
  }

  /** What the prices say, whatever provider and model they are said of. */
  private static List<String> contents(List<Price> prices) {
    return prices.stream().map(PriceIds::content).toList();
  }

  private record Name(String provider, String model) {}
}
