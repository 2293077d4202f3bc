package dev.signalbox.cost.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * The prices in force, in memory. They are there before the first event is consumed: this starts
 * ahead of everything that listens.
 */
@Service
public class Prices implements SmartLifecycle {

  private final PriceSettings settings;
  private final PriceFiles files;
  private final ApplyPrices apply;
  private final PriceVersions versions;
  private final PriceCatalogues catalogues;
  private final PriceOverrides overrides;
  private volatile @Nullable Loaded loaded;

  Prices(
      PriceSettings settings,
      PriceFiles files,
      ApplyPrices apply,
      PriceVersions versions,
      PriceCatalogues catalogues,
      PriceOverrides overrides) {
    this.settings = settings;
    this.files = files;
    this.apply = apply;
    this.versions = versions;
    this.catalogues = catalogues;
    this.overrides = overrides;
  }

  /** The prices of the newest version, for everybody. */
  public PriceBook book() {
    return present().books().of(null);
  }

  /** The prices of the newest version, with what is stated for that team. */
  public PriceBook book(@Nullable String team) {
    return present().books().of(team);
  }

  /** The version that they are. */
  public int version() {
    return present().version();
  }

  /** What is answered when no price is known. */
  public UnknownModel unknownModel() {
    return settings.unknownModel();
  }

  private Loaded present() {
    Loaded present = loaded;
    if (present == null) {
      throw new IllegalStateException("the prices are not loaded yet");
    }
    return present;
  }

  @Override
  public void start() {
    try (InputStream content = settings.location().getInputStream()) {
      apply.applyShipped(files.shipped(content));
    } catch (IOException e) {
      throw new UncheckedIOException("the price file cannot be read", e);
    }
    refresh();
  }

  /** Takes over what this or another replica has put into force. */
  @Scheduled(
      fixedDelayString = "${signalbox.cost.prices.refresh-interval:1s}",
      initialDelayString = "${signalbox.cost.prices.refresh-interval:1s}")
  public synchronized void refresh() {
    int version = versions.newest();
    Loaded present = loaded;
    if (present != null && present.version() == version) {
      return;
    }
    Map<String, CatalogueIndex> indexes = new LinkedHashMap<>();
    for (String id : versions.catalogues(version)) {
      @Nullable CatalogueIndex known = present == null ? null : present.indexes().get(id);
      indexes.put(id, known == null ? new CatalogueIndex(catalogues.get(id)) : known);
    }
    PriceBooks books = new PriceBooks(List.copyOf(indexes.values()), overrides.inForce());
    loaded = new Loaded(version, indexes, books);
  }

  @Override
  public void stop() {
    loaded = null;
  }

  @Override
  public boolean isRunning() {
    return loaded != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  private record Loaded(int version, Map<String, CatalogueIndex> indexes, PriceBooks books) {}
}
