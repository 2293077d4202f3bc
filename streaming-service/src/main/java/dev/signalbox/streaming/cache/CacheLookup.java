package dev.signalbox.streaming.cache;

import java.time.Duration;

/** What came of looking for an answer. */
public sealed interface CacheLookup {

  /** The client does not want any. */
  record NotWanted() implements CacheLookup {}

  record Hit(CachedAnswer answer) implements CacheLookup {}

  /**
   * There is none.
   *
   * @param maxAge how long the one that will be given may be given again
   */
  record Miss(CacheKey key, Duration maxAge) implements CacheLookup {}
}
