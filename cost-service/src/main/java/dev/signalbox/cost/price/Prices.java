package dev.signalbox.cost.price;

import dev.signalbox.cost.price.PriceTable.AppliedVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
  private final ApplyPrices apply;
  private final PriceTable table;
  private volatile @Nullable Loaded loaded;

  Prices(PriceSettings settings, ApplyPrices apply, PriceTable table) {
    this.settings = settings;
    this.apply = apply;
    this.table = table;
  }

  /** The prices of the newest file that was brought in. */
  public PriceBook book() {
    Loaded present = loaded;
    if (present == null) {
      throw new IllegalStateException("the prices are not loaded yet");
    }
    return present.book();
  }

  @Override
  public void start() {
    try (InputStream content = settings.location().getInputStream()) {
      apply.apply(content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the price file cannot be read", e);
    }
    refresh();
  }

  @Scheduled(
      fixedDelayString = "${signalbox.cost.prices.refresh-interval:30s}",
      initialDelayString = "${signalbox.cost.prices.refresh-interval:30s}")
  void refresh() {
    int version = table.newestVersion().map(AppliedVersion::version).orElse(0);
    Loaded present = loaded;
    if (present == null || present.version() != version) {
      loaded =
          new Loaded(
              version,
              new PriceBook(table.providerAliases(), table.modelAliases(), table.prices()));
    }
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

  private record Loaded(int version, PriceBook book) {}
}
