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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Finds what attempts cost, less what their providers still give away. */
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

  /**
   * The bills, in the order of the attempts, who take in that order of what is free. An attempt
   * that has an entry already takes nothing.
   *
   * @param attempts no two of them the same
   */
  List<Bill> bill(List<Attempt> attempts) {
    List<Bill> bills = attempts.stream().map(this::beforeWhatIsFree).toList();
    List<String> mayTake =
        bills.stream()
            .filter(bill -> mayBeFree(bill.billing()))
            .map(bill -> bill.attempt().attemptId())
            .toList();
    return mayTake.isEmpty() ? bills : withoutWhatIsFree(bills, mayTake);
  }

  private Bill beforeWhatIsFree(Attempt attempt) {
    ReportedUsage usage = attempt.usage();
    if (usage == null) {
      return new Bill(attempt, new Billing.Unmetered());
    }
    try {
      return new Bill(
          attempt,
          price(attempt, usage, FreeAllowance.NONE)
              .filter(priced -> !priced.charge().entirelyUnpriced())
              .<Billing>map(Billing.Priced::new)
              .orElseGet(Billing.Unpriced::new));
    } catch (InvalidUsageException invalid) {
      LOG.warn(
          "The usage of attempt {} contradicts itself: {} {}",
          attempt.attemptId(),
          invalid.field(),
          invalid.rule());
      return new Bill(attempt, new Billing.Unmetered());
    }
  }

  /** All attempts are locked before anything that is free, so that nobody waits in a circle. */
  private List<Bill> withoutWhatIsFree(List<Bill> bills, List<String> mayTake) {
    ledger.lock(mayTake);
    Set<String> taking = new HashSet<>(mayTake);
    taking.removeIf(attemptId -> !ledger.isNew(attemptId));
    Set<FreeQuotaUse> uses = new HashSet<>();
    for (Bill bill : bills) {
      if (taking.contains(bill.attempt().attemptId())
          && bill.billing() instanceof Billing.Priced(PricedUsage priced)) {
        priced.match().price().free().stream()
            .filter(quota -> isUsed(priced, quota))
            .forEach(quota -> uses.add(use(bill.attempt(), priced, quota)));
      }
    }
    if (uses.isEmpty()) {
      return bills;
    }
    quotas.lock(uses);
    return bills.stream()
        .map(bill -> taking.contains(bill.attempt().attemptId()) ? withoutWhatIsFree(bill) : bill)
        .toList();
  }

  private Bill withoutWhatIsFree(Bill bill) {
    return switch (bill.billing()) {
      case Billing.Priced(PricedUsage priced) ->
          new Bill(bill.attempt(), new Billing.Priced(withoutWhatIsFree(bill.attempt(), priced)));
      case Billing.Unpriced(), Billing.Unmetered() -> bill;
    };
  }

  private PricedUsage withoutWhatIsFree(Attempt attempt, PricedUsage priced) {
    Map<Bucket, BigDecimal> free = new EnumMap<>(Bucket.class);
    for (FreeQuota quota : priced.match().price().free()) {
      BigDecimal wanted =
          used(priced, quota.bucket()).subtract(free.getOrDefault(quota.bucket(), BigDecimal.ZERO));
      if (wanted.signum() > 0) {
        BigDecimal taken = quotas.take(use(attempt, priced, quota), quota.quantity(), wanted);
        free.merge(quota.bucket(), taken, BigDecimal::add);
      }
    }
    ReportedUsage usage = attempt.usage();
    return free.isEmpty() || usage == null
        ? priced
        : price(attempt, usage, new FreeAllowance(free)).orElse(priced);
  }

  private static FreeQuotaUse use(Attempt attempt, PricedUsage priced, FreeQuota quota) {
    return FreeQuotaUse.of(priced.match().price().provider(), quota, attempt.startedAt());
  }

  private static boolean mayBeFree(Billing billing) {
    return switch (billing) {
      case Billing.Priced(PricedUsage priced) -> mayBeFree(priced);
      case Billing.Unpriced(), Billing.Unmetered() -> false;
    };
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
