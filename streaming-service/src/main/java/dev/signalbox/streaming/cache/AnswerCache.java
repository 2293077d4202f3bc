package dev.signalbox.streaming.cache;

import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.ModelCall;
import dev.signalbox.streaming.cache.CachedAnswer.Heading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Answers to the very same request, on any replica. A cache that cannot be reached has nothing and
 * keeps nothing.
 */
public final class AnswerCache {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerCache.class);

  private final CachedAnswers answers;
  private final CachingKeys keys;
  private final CacheProperties properties;
  private final Counter hits;
  private final Counter misses;

  AnswerCache(
      CachedAnswers answers, CachingKeys keys, CacheProperties properties, MeterRegistry registry) {
    this.answers = answers;
    this.keys = keys;
    this.properties = properties;
    this.hits = lookups(registry, "hit");
    this.misses = lookups(registry, "miss");
  }

  /** The longest that answers are kept. */
  public Duration maxAge() {
    return properties.maxAge();
  }

  /**
   * Answers with what the very same call was answered with, if that is wanted and there is any;
   * else has it answered anew, and keeps that.
   */
  public void answer(ModelCall call, CacheClient client, Anew anew) throws IOException {
    CacheLookup lookup = find(call);
    client.cached(lookup);
    switch (lookup) {
      case CacheLookup.Hit(CachedAnswer answer) ->
          answer.sendTo(client, call, call.overhead().own());
      case CacheLookup.Miss miss -> anew.answer(sink -> keeping(miss, sink));
      case CacheLookup.NotWanted ignored -> anew.answer(UnaryOperator.identity());
    }
  }

  /** Has a call answered. */
  public interface Anew {
    /**
     * Has it answered.
     *
     * @param through what the sink of the answer has to be put through
     */
    void answer(UnaryOperator<AnswerSink> through);
  }

  private CacheLookup find(ModelCall call) {
    Duration wanted = call.wishes().cacheMaxAge();
    Duration maxAge =
        wanted == null ? keys.maxAge(call.origin().keyId()).orElse(Duration.ZERO) : wanted;
    if (maxAge.isZero()) {
      return new CacheLookup.NotWanted();
    }
    CacheKey key = CacheKey.of(call);
    CacheLookup found = new CacheLookup.Miss(key, maxAge);
    try {
      found = answers.find(key, maxAge).<CacheLookup>map(CacheLookup.Hit::new).orElse(found);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Cached answers cannot be read: {}", e.getMessage());
    }
    (found instanceof CacheLookup.Hit ? hits : misses).increment();
    return found;
  }

  private AnswerSink keeping(CacheLookup.Miss miss, AnswerSink sink) {
    return new KeptAnswer(
        sink,
        properties.maxAnswer().toBytes(),
        (heading, stream, body) -> store(miss, heading, stream, body));
  }

  /** Forgets all answers that were given to the caller's team, or to its key. */
  public int forget(@Nullable String team, String keyId) {
    return answers.forget(CacheKey.tenant(team, keyId));
  }

  private void store(CacheLookup.Miss miss, Heading heading, boolean stream, byte[] body) {
    try {
      answers.store(miss.key(), miss.maxAge(), heading, stream, body);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("An answer is not kept: {}", e.getMessage());
    }
  }

  private static Counter lookups(MeterRegistry registry, String result) {
    return Counter.builder("signalbox.streaming.cache.lookups")
        .description("Requests for which a kept answer was looked for")
        .tag("result", result)
        .register(registry);
  }
}
