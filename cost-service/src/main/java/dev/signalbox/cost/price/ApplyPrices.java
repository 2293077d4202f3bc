package dev.signalbox.cost.price;

import dev.signalbox.cost.price.PriceVersions.Placed;
import dev.signalbox.cost.price.PriceVersions.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts catalogues into force, each time as a new version and all of it or nothing, whatever the
 * number of replicas.
 */
@Service
class ApplyPrices {

  private static final Logger LOG = LoggerFactory.getLogger(ApplyPrices.class);

  private final PriceVersions versions;
  private final PriceCatalogues catalogues;
  private final PriceEntries entries;
  private final PriceEvents events;

  ApplyPrices(
      PriceVersions versions,
      PriceCatalogues catalogues,
      PriceEntries entries,
      PriceEvents events) {
    this.versions = versions;
    this.catalogues = catalogues;
    this.entries = entries;
    this.events = events;
  }

  /** Puts the shipped table into force, once per version of the file. */
  @Transactional
  public void applyShipped(CatalogueDocument shipped) {
    int fileVersion = shipped.fileVersion() == null ? 0 : shipped.fileVersion();
    versions.lock();
    Optional<Integer> newest = catalogues.newestShippedVersion();
    if (newest.isPresent() && newest.get() >= fileVersion) {
      warnOfOtherContent(shipped, newest.get());
      return;
    }
    int version = put(shipped, Reason.SHIPPED, null);
    LOG.info("Price file version {} is price version {}", fileVersion, version);
  }

  private void warnOfOtherContent(CatalogueDocument shipped, int newest) {
    if (shipped.fileVersion() != null
        && shipped.fileVersion() == newest
        && !catalogues.has(shipped.catalogueId())) {
      LOG.warn(
          "Price file version {} was applied with other content; this content is ignored until its"
              + " version is raised",
          newest);
    }
  }

  /** Puts the catalogue in the place of its origin's last one and returns the version. */
  @Transactional
  public int apply(CatalogueDocument document, Reason reason, @Nullable String by) {
    versions.lock();
    return put(document, reason, by);
  }

  private int put(CatalogueDocument document, Reason reason, @Nullable String by) {
    catalogues.add(document);
    Origin origin = document.catalogue().origin();
    List<String> order = new ArrayList<>();
    for (Placed placed : versions.placed(versions.newest())) {
      if (placed.origin() != origin) {
        order.add(placed.catalogueId());
      }
    }
    if (origin == Origin.SHIPPED) {
      order.addLast(document.catalogueId());
    } else {
      order.addFirst(document.catalogueId());
    }
    int version = versions.add(reason, by, null, order);
    List<Price> prices =
        document.catalogue().providers().stream()
            .flatMap(provider -> provider.models().stream())
            .flatMap(model -> model.prices().stream())
            .toList();
    versions.recordAdded(version, entries.add(prices, version));
    events.changed(version);
    return version;
  }

  /**
   * Puts into force again what was in force as that version, as a new version.
   *
   * @return the new version; empty if there was no such version, or its catalogues were not kept
   */
  @Transactional
  public Optional<Integer> revert(int to, @Nullable String by) {
    versions.lock();
    List<String> order = versions.catalogues(to);
    if (order.isEmpty()) {
      return Optional.empty();
    }
    int version = versions.add(Reason.REVERT, by, to, order);
    events.changed(version);
    return Optional.of(version);
  }
}
