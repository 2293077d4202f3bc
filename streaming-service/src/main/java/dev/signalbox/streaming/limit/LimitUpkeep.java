package dev.signalbox.streaming.limit;

import dev.signalbox.kit.housekeeping.Upkeep;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Gives back what is not used, keeps permits alive, and learns of changed limits. */
final class LimitUpkeep {

  private final Upkeep upkeep = new Upkeep(LoggerFactory.getLogger(LimitUpkeep.class));
  private final UsageExchange exchange;
  private final OwnLimits ownLimits;

  LimitUpkeep(UsageExchange exchange, OwnLimits ownLimits) {
    this.exchange = exchange;
    this.ownLimits = ownLimits;
  }

  @Scheduled(fixedDelayString = "${signalbox.streaming.limits.slices.idle:500ms}")
  void exchange() {
    exchange.tell();
  }

  @Scheduled(fixedDelayString = "PT1S")
  void refresh() {
    upkeep.quietly("reading own limits", ownLimits::refresh);
  }

  /** This process ends: others can use what it holds. */
  void giveBackEverything() {
    exchange.close();
  }
}
