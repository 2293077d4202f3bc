package dev.signalbox.cost.price;

import dev.signalbox.cost.price.ReadCatalogue.Skipped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read.
 *
 * @param replaces the catalogue that it would take the place of; null if there is none
 * @param skipped what of it is left out, and why
 * @param appliedVersion the version as which it was put into force; null if it was not yet
 */
public record PriceImport(
    String importId,
    ImportFormat format,
    @Nullable String replaces,
    List<Skipped> skipped,
    Counts counts,
    String madeBy,
    Instant madeAt,
    @Nullable Integer appliedVersion) {

  public PriceImport {
    skipped = List.copyOf(skipped);
  }

  /** How many models it has, and how many prices would be added, changed and removed. */
  public record Counts(int models, int added, int changed, int removed) {

    static Counts of(Catalogue catalogue, List<PriceChange> changes) {
      return new Counts(
          catalogue.models(),
          count(changes, PriceChange.Kind.ADDED),
          count(changes, PriceChange.Kind.CHANGED),
          count(changes, PriceChange.Kind.REMOVED));
    }

    private static int count(List<PriceChange> changes, PriceChange.Kind kind) {
      return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
  }
}
