package dev.signalbox.cost.price;

import dev.signalbox.cost.price.PriceImport.Counts;
import dev.signalbox.cost.price.PriceVersions.Placed;
import dev.signalbox.cost.price.PriceVersions.Reason;
import dev.signalbox.kit.id.IdKind;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads price files, shows what they would change, and puts them into force. */
@Service
public class ImportPrices {

  /** So many files wait to be applied; older ones are forgotten. */
  static final int MOST_WAITING = 20;

  private final PriceFiles files;
  private final PriceImports imports;
  private final PriceVersions versions;
  private final PriceCatalogues catalogues;
  private final ApplyPrices apply;
  private final Prices prices;
  private final Clock clock;

  ImportPrices(
      PriceFiles files,
      PriceImports imports,
      PriceVersions versions,
      PriceCatalogues catalogues,
      ApplyPrices apply,
      Prices prices,
      Clock clock) {
    this.files = files;
    this.imports = imports;
    this.versions = versions;
    this.catalogues = catalogues;
    this.apply = apply;
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * Reads a file and remembers what it says; nothing is in force by that.
   *
   * @throws InvalidPriceException if it says something that cannot be right
   * @throws tools.jackson.core.JacksonException if it is no JSON, or ends too early
   */
  public Preview preview(ImportFormat format, InputStream file, String by) {
    return remember(format, files.read(format, file), versions.newest(), by);
  }

  /** The same, but only if the file says something else than what is in force. */
  Optional<Preview> previewIfNew(ImportFormat format, InputStream file, String by) {
    ReadCatalogue read = files.read(format, file);
    int version = versions.newest();
    String id = CatalogueDocument.of(read.catalogue(), null).catalogueId();
    return id.equals(replaced(format.origin(), version))
        ? Optional.empty()
        : Optional.of(remember(format, read, version, by));
  }

  private Preview remember(ImportFormat format, ReadCatalogue read, int version, String by) {
    Catalogue catalogue = read.catalogue();
    Comparison comparison = compare(catalogue, version);
    PriceImport made =
        new PriceImport(
            IdKind.PRICE_IMPORT.next(),
            format,
            replaced(format.origin(), version),
            read.skipped(),
            Counts.of(catalogue, comparison.changes()),
            by,
            clock.instant(),
            null);
    imports.add(made, OwnPricesWriter.write(catalogue));
    imports.keepNewest(MOST_WAITING);
    return new Preview(made, comparison.changes(), comparison.modelsBefore());
  }

  /** A file that was read, with what it would change now. */
  public Optional<Preview> find(String importId) {
    return imports
        .find(importId)
        .map(
            found -> {
              Comparison now = compare(imports.catalogue(found), versions.newest());
              return new Preview(found, now.changes(), now.modelsBefore());
            });
  }

  private Comparison compare(Catalogue next, int version) {
    List<Catalogue> before =
        versions.placed(version).stream().map(each -> catalogues.get(each.catalogueId())).toList();
    List<Catalogue> after = new ArrayList<>(List.of(next));
    before.stream().filter(each -> each.origin() != next.origin()).forEach(after::add);
    return new Comparison(
        new PriceChanges(prices.book()::provider).between(before, after),
        before.stream().mapToInt(Catalogue::models).sum());
  }

  private @Nullable String replaced(Origin origin, int version) {
    return versions.placed(version).stream()
        .filter(placed -> placed.origin() == origin)
        .map(Placed::catalogueId)
        .findFirst()
        .orElse(null);
  }

  /**
   * Puts the file into force, all of it or nothing. Applied before, it changes nothing again.
   *
   * @return empty if there is no such import
   * @throws StaleImportException if other prices of the same origin came into force since
   */
  @Transactional
  public Optional<PriceImport> apply(String importId, String by) {
    return apply(importId, Reason.IMPORT, by);
  }

  @Transactional
  Optional<PriceImport> apply(String importId, Reason reason, String by) {
    versions.lock();
    Optional<PriceImport> found = imports.find(importId);
    if (found.isEmpty() || found.get().appliedVersion() != null) {
      return found;
    }
    PriceImport one = found.get();
    if (!Objects.equals(one.replaces(), replaced(one.format().origin(), versions.newest()))) {
      throw new StaleImportException();
    }
    CatalogueDocument document = CatalogueDocument.of(imports.catalogue(one), null);
    imports.recordApplied(importId, apply.apply(document, reason, by));
    return imports.find(importId);
  }

  /**
   * An import and what it changes.
   *
   * @param modelsBefore how many models have prices now
   */
  public record Preview(PriceImport made, List<PriceChange> changes, int modelsBefore) {

    public Preview {
      changes = List.copyOf(changes);
    }
  }

  private record Comparison(List<PriceChange> changes, int modelsBefore) {}
}
