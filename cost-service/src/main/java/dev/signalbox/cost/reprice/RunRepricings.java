package dev.signalbox.cost.reprice;

import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.BilledAttempt;
import dev.signalbox.cost.ledger.BilledAttempts;
import dev.signalbox.cost.price.FreeQuota;
import dev.signalbox.cost.reprice.RepricedSum.Group;
import dev.signalbox.cost.reprice.Repricings.Progress;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.InvalidUsageException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on repricings, page by page. A page and how far it went are one transaction, so that one
 * that another replica takes over from a dead one is gone on with where that one was.
 */
@Component
class RunRepricings {

  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Repricings repricings;
  private final BilledAttempts attempts;
  private final PriceUsage pricing;
  private final TransactionTemplate transactions;
  private final RepricingSettings settings;

  RunRepricings(
      Repricings repricings,
      BilledAttempts attempts,
      PriceUsage pricing,
      PlatformTransactionManager transactions,
      RepricingSettings settings) {
    this.repricings = repricings;
    this.attempts = attempts;
    this.pricing = pricing;
    this.transactions = new TransactionTemplate(transactions);
    this.settings = settings;
  }

  @Scheduled(
      fixedDelayString = "${signalbox.cost.repricing.check-interval:5s}",
      initialDelayString = "${signalbox.cost.repricing.check-interval:5s}")
  void run() {
    for (Optional<Long> id = repricings.claim(LEASE);
        id.isPresent();
        id = repricings.claim(LEASE)) {
      long claimed = id.get();
      boolean more = true;
      while (more) {
        more = Boolean.TRUE.equals(transactions.execute(_ -> page(claimed)));
      }
    }
  }

  /** Adds a page; whether there may be another one. */
  private boolean page(long id) {
    Optional<Progress> locked = repricings.lock(id);
    if (locked.isEmpty()) {
      return false;
    }
    Repricing repricing = locked.get().repricing();
    int version = pricing.version();
    if (repricing.priceVersion() != version) {
      repricings.restart(id, version);
      return true;
    }
    List<BilledAttempt> page =
        attempts.page(
            repricing.doneUpTo() == null ? begin(repricing.from()) : repricing.doneUpTo(),
            begin(repricing.to().plusDays(1)),
            locked.get().after(),
            repricing.provider(),
            settings.page());
    if (page.isEmpty()) {
      repricings.finish(id);
      return false;
    }
    repricings.add(id, sums(page));
    repricings.advance(id, page.getLast().attemptedAt(), page.getLast().attemptId(), LEASE);
    return true;
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private Map<Group, RepricedSum> sums(List<BilledAttempt> page) {
    Map<Group, RepricedSum> sums = new HashMap<>();
    for (BilledAttempt attempt : page) {
      sums.merge(
          new Group(
              attempt.attemptedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
              attempt.provider(),
              attempt.model(),
              attempt.simulated()),
          RepricedSum.of(attempt.cost(), price(attempt).orElse(null)),
          RepricedSum::plus);
    }
    return sums;
  }

  private Optional<BigDecimal> price(BilledAttempt attempt) {
    try {
      return pricing
          .price(
              attempt.team(),
              attempt.provider(),
              attempt.model(),
              attempt.usage(),
              attempt.startedAt(),
              free(attempt))
          .filter(priced -> !priced.charge().entirelyUnpriced())
          .map(PricedUsage::totalCost);
    } catch (InvalidUsageException contradiction) {
      return Optional.empty();
    }
  }

  /** What was free stays free where the price still gives any of it away. */
  private FreeAllowance free(BilledAttempt attempt) {
    if (attempt.uncharged().isEmpty()) {
      return FreeAllowance.NONE;
    }
    Map<Bucket, BigDecimal> free = new EnumMap<>(Bucket.class);
    pricing
        .find(attempt.team(), attempt.provider(), attempt.model(), attempt.startedAt())
        .ifPresent(
            match -> {
              for (FreeQuota quota : match.price().free()) {
                @Nullable BigDecimal count = attempt.uncharged().get(quota.bucket());
                if (count != null) {
                  free.put(quota.bucket(), count);
                }
              }
            });
    return new FreeAllowance(free);
  }
}
