package dev.signalbox.streaming.price;

import dev.signalbox.streaming.meter.Origin;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What attempts cost that have just ended. Answers wait for that only so long, and not at all while
 * cost-service does not tell.
 */
public final class CostQuotes {

  private static final Logger LOG = LoggerFactory.getLogger(CostQuotes.class);

  private static final CircuitBreakerConfig LEFT_ALONE =
      CircuitBreakerConfig.custom()
          .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
          .slidingWindowSize(20)
          .minimumNumberOfCalls(5)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(5))
          .permittedNumberOfCallsInHalfOpenState(2)
          .build();

  private final QuoteLines lines;
  private final Duration patience;
  private final CircuitBreaker breaker = CircuitBreaker.of("cost-quotes", LEFT_ALONE);

  CostQuotes(AskForQuotes quotes, QuoteProperties properties) {
    this.lines = new QuoteLines(quotes);
    this.patience = properties.patience();
  }

  /** What the attempt costs; empty if that is not known in time. */
  public Optional<Quote> of(Origin origin, Quotable attempt) throws InterruptedException {
    if (patience.isZero() || !breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    long from = System.nanoTime();
    CompletableFuture<Optional<Quote>> answer = lines.ask(origin, attempt);
    try {
      Optional<Quote> quote = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      breaker.onSuccess(System.nanoTime() - from, TimeUnit.NANOSECONDS);
      return quote;
    } catch (InterruptedException e) {
      breaker.releasePermission();
      throw e;
    } catch (ExecutionException | TimeoutException e) {
      breaker.onError(System.nanoTime() - from, TimeUnit.NANOSECONDS, e);
      LOG.debug("what {} costs is not told: {}", attempt.attemptId(), e.toString());
      return Optional.empty();
    } finally {
      answer.cancel(false);
    }
  }
}
