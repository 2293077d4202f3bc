package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.price.FreeQuota;
import dev.signalbox.cost.price.PastPrices;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.InvalidUsageException;
import dev.signalbox.cost.usage.ReportedUsage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Finds what an attempt cost, less what its provider still gives away. */
@Service
class BillUsage {

  private static final Logger LOG = LoggerFactory.getLogger(BillUsage.class);

  private final PriceUsage pricing;
  private final PastPrices past;
  private final FreeQuotaUses quotas;
  private final Ledger ledger;

  BillUsage(PriceUsage pricing, PastPrices past, FreeQuotaUses quotas, Ledger ledger) {
    this.pricing = pricing;
    this.past = past;
    this.quotas = quotas;
    this.ledger = ledger;
  }

  /** The bill. An attempt that has an entry already takes nothing of what is free. */
  Billing bill(Attempt attempt) {
    ReportedUsage usage = attempt.usage();
    if (usage == null) {
      return new Billing.Unmetered();
    }
    try {
      return price(attempt, usage, FreeAllowance.NONE)
          .filter(priced -> !priced.charge().entirelyUnpriced())
          .map(priced -> withoutWhatIsFree(attempt, usage, priced))
          .<Billing>map(Billing.Priced::new)
          .orElseGet(Billing.Unpriced::new);
    } catch (InvalidUsageException invalid) {
      LOG.warn(
          "The usage of attempt {} contradicts itself: {} {}",
          attempt.attemptId(),
          invalid.field(),
          invalid.rule());
      return new Billing.Unmetered();
    }
  }

  private PricedUsage withoutWhatIsFree(Attempt attempt, ReportedUsage usage, PricedUsage priced) {
    if (!mayBeFree(priced) || !ledger.isNew(attempt.attemptId())) {
      return priced;
    }
    Map<Bucket, BigDecimal> free = new EnumMap<>(Bucket.class);
    for (FreeQuota quota : priced.match().price().free()) {
      BigDecimal wanted =
          used(priced, quota.bucket()).subtract(free.getOrDefault(quota.bucket(), BigDecimal.ZERO));
      if (wanted.signum() > 0) {
        BigDecimal taken =
            quotas.take(priced.match().price().provider(), quota, wanted, attempt.startedAt());
        free.merge(quota.bucket(), taken, BigDecimal::add);
      }
    }
    return free.isEmpty() ? priced : price(attempt, usage, new FreeAllowance(free)).orElse(priced);
  }

  /** Whether the provider gives away something of what was used. */
  static boolean mayBeFree(PricedUsage priced) {
    return priced.match().price().free().stream().anyMatch(quota -> isUsed(priced, quota));
  }

  private static boolean isUsed(PricedUsage priced, FreeQuota quota) {
    return used(priced, quota.bucket()).signum() > 0;
  }

  private static BigDecimal used(PricedUsage priced, Bucket bucket) {
    return priced.charge().buckets().stream()
        .filter(charge -> charge.bucket() == bucket)
        .map(BucketCharge::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Optional<PricedUsage> price(Attempt attempt, ReportedUsage usage, FreeAllowance free) {
    return pricing
        .price(
            attempt.team(), attempt.provider(), attempt.model(), usage, attempt.startedAt(), free)
        .map(priced -> atPriceTold(attempt, priced));
  }

  /** Prices may have changed since its client was told what it costs: what was told is billed. */
  private PricedUsage atPriceTold(Attempt attempt, PricedUsage priced) {
    String told = attempt.quotedPriceId();
    return told == null || told.equals(priced.match().price().priceId())
        ? priced
        : past.find(told).map(priced::at).orElse(priced);
  }
}
