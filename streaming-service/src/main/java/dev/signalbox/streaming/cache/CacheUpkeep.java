package dev.signalbox.streaming.cache;

import dev.signalbox.kit.housekeeping.Upkeep;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Keeps the cache within its bounds, and what is known of keys new. */
final class CacheUpkeep {

  private final Upkeep upkeep = new Upkeep(LoggerFactory.getLogger(CacheUpkeep.class));
  private final CachedAnswers answers;
  private final CachingKeys keys;
  private final CacheProperties properties;

  CacheUpkeep(CachedAnswers answers, CachingKeys keys, CacheProperties properties) {
    this.answers = answers;
    this.keys = keys;
    this.properties = properties;
  }

  /** What is changed elsewhere holds here within two seconds, the time to read it included. */
  @Scheduled(fixedDelayString = "PT1S")
  void refresh() {
    upkeep.quietly("reading which keys are cached", keys::refresh);
  }

  @Scheduled(fixedDelayString = "PT10S")
  void evict() {
    upkeep.quietly(
        "keeping cached answers within bounds",
        () -> answers.evict(properties.maxTotal().toBytes()));
  }
}
