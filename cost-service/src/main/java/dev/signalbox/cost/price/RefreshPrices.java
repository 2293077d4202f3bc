package dev.signalbox.cost.price;

import dev.signalbox.cost.price.ImportPrices.Preview;
import dev.signalbox.cost.price.PriceRefreshes.Outcome;
import dev.signalbox.cost.price.PriceVersions.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;

/** Looks at price sources when they are due, one replica for all. */
@Service
class RefreshPrices {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshPrices.class);

  private final PriceSettings settings;
  private final PriceRefreshes refreshes;
  private final PriceDownload download;
  private final ImportPrices imports;
  private final Prices prices;

  RefreshPrices(
      PriceSettings settings,
      PriceRefreshes refreshes,
      PriceDownload download,
      ImportPrices imports,
      Prices prices) {
    this.settings = settings;
    this.refreshes = refreshes;
    this.download = download;
    this.imports = imports;
    this.prices = prices;
  }

  @Scheduled(
      fixedDelayString = "${signalbox.cost.prices.source-check-interval:60s}",
      initialDelayString = "${signalbox.cost.prices.source-check-interval:60s}")
  void run() {
    settings.sources().stream().filter(refreshes::claim).forEach(this::refresh);
  }

  private void refresh(PriceSource source) {
    try (InputStream file = download.open(source.location())) {
      String by = "price source " + source.name();
      Optional<Preview> preview = imports.previewIfNew(source.format(), file, by);
      if (preview.isEmpty()) {
        refreshes.record(source, Outcome.UNCHANGED, null, null);
      } else {
        decide(source, preview.get(), by);
      }
    } catch (IOException | JacksonException | InvalidPriceException | StaleImportException e) {
      LOG.warn("Price source {} brought nothing: {}", source.name(), e.toString());
      refreshes.record(source, Outcome.FAILED, e.toString(), null);
    }
  }

  private void decide(PriceSource source, Preview preview, String by) {
    String id = preview.made().importId();
    Optional<String> doubt = Plausibility.doubt(preview.changes(), preview.modelsBefore());
    if (source.apply() && doubt.isEmpty()) {
      imports.apply(id, Reason.REFRESH, by);
      prices.refresh();
      refreshes.record(source, Outcome.APPLIED, null, id);
      LOG.info("Price source {}: {} applied", source.name(), id);
    } else {
      refreshes.record(source, Outcome.WAITING, doubt.orElse(null), id);
      LOG.warn(
          "Price source {}: {} waits to be applied{}",
          source.name(),
          id,
          doubt.map(reason -> ", because " + reason).orElse(""));
    }
  }
}
