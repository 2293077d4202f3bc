package dev.signalbox.cost.reprice;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.reprice.RepricingReport.By;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has periods of the ledger priced anew, and tells what came of it. */
@Service
public class RepriceLedger {

  private static final int MOST_KEPT = 20;

  private final Repricings repricings;
  private final PriceUsage pricing;

  RepriceLedger(Repricings repricings, PriceUsage pricing) {
    this.repricings = repricings;
    this.pricing = pricing;
  }

  /**
   * Begins; some replica does it before long. Of older ones the oldest are forgotten.
   *
   * @param provider null for all of them
   */
  @Transactional
  public Repricing begin(LocalDate from, LocalDate to, @Nullable String provider, String by) {
    String known = provider == null ? null : pricing.provider(provider);
    long id = repricings.add(from, to, known, pricing.version(), by);
    repricings.keepNewest(MOST_KEPT);
    return repricings.find(id).orElseThrow();
  }

  /** All that are kept, the newest first. */
  public List<Repricing> list() {
    return repricings.newest(MOST_KEPT);
  }

  /**
   * What came of it up to now, the greatest differences first; empty if there is none of that id.
   */
  public Optional<RepricingReport> report(long id, By by, int limit) {
    return repricings
        .find(id)
        .map(
            repricing ->
                new RepricingReport(
                    repricing, repricings.totals(id), repricings.differences(id, by, limit)));
  }
}
