package dev.signalbox.streaming.cache;

import dev.signalbox.streaming.attempt.AnswerSink;

/** A client of the cache. */
public interface CacheClient extends AnswerSink {

  /** What came of looking for an answer, told before any. */
  void cached(CacheLookup lookup);
}
