package dev.signalbox.streaming.cache;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Keeps the cache within its bounds, and what is known of keys new. */
final class CacheUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(CacheUpkeep.class);

  private final CachedAnswers answers;
  private final CachingKeys keys;
  private final CacheProperties properties;

  CacheUpkeep(CachedAnswers answers, CachingKeys keys, CacheProperties properties) {
    this.answers = answers;
    this.keys = keys;
    this.properties = properties;
  }

  @Scheduled(fixedDelayString = "PT2S")
  void refresh() {
    quietly("reading which keys are cached", keys::refresh);
  }

  @Scheduled(fixedDelayString = "PT10S")
  void expire() {
    quietly(
        "forgetting old answers",
        () -> {
          int deleted;
          do {
            deleted = answers.expire();
          } while (deleted == CachedAnswers.STEP);
          answers.evict(properties.maxTotal().toBytes());
        });
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("{} failed, tried again later: {}", what, e.getMessage());
    }
  }
}
