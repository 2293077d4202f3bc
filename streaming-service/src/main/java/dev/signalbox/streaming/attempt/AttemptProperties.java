package dev.signalbox.streaming.attempt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of attempts. Every time limit is cut short by the request's deadline.
 *
 * @param connect to reach the provider
 * @param firstToken until the model's first output, in a stream
 * @param interToken of silence between events of a stream
 * @param total of one attempt
 * @param keepAlive silence after which a stream's client gets a comment
 * @param maxAttempts of one request, retries included
 * @param maxRetryAfter the longest wait a provider may ask for when nobody else is left
 * @param maxEvent the longest event of a stream
 * @param readAhead events of a stream that wait while the client does not read
 * @param maxAnswer the longest answer outside a stream
 * @param cutAtCeiling whether a stream ends when it has put out as many tokens as are reserved for
 *     it of a hard budget
 * @param drain of answers whose client has gone, where the provider goes on billing
 * @param retry how often an attempt may follow a failed one
 * @param breaker when a model is left alone
 */
@ConfigurationProperties("signalbox.streaming.attempts")
public record AttemptProperties(
    @DefaultValue("5s") Duration connect,
    @DefaultValue("60s") Duration firstToken,
    @DefaultValue("30s") Duration interToken,
    @DefaultValue("600s") Duration total,
    @DefaultValue("1s") Duration keepAlive,
    @DefaultValue("6") int maxAttempts,
    @DefaultValue("10s") Duration maxRetryAfter,
    @DefaultValue("128KB") DataSize maxEvent,
    @DefaultValue("64KB") DataSize readAhead,
    @DefaultValue("16MB") DataSize maxAnswer,
    @DefaultValue("false") boolean cutAtCeiling,
    @DefaultValue DrainProperties drain,
    @DefaultValue RetryProperties retry,
    @DefaultValue BreakerProperties breaker) {

  public AttemptProperties {
    if (maxAttempts < 1 || maxAttempts > 20) {
      throw new IllegalArgumentException(
          "signalbox.streaming.attempts.max-attempts must be between 1 and 20");
    }
  }

  /**
   * How answers are read on after their client has gone.
   *
   * @param parallel how many at once
   * @param atMost for how long
   */
  public record DrainProperties(
      @DefaultValue("64") int parallel, @DefaultValue("30s") Duration atMost) {}

  /**
   * How many attempts may follow a failed one, so that a provider in trouble is not buried.
   *
   * @param percent of a provider's first attempts
   * @param reserve how many are allowed at once beyond that
   */
  public record RetryProperties(
      @DefaultValue("20") int percent, @DefaultValue("100") int reserve) {}

  /**
   * When a model at a provider is left alone for a while.
   *
   * @param window how many attempts are looked back on
   * @param minimum how many there must be
   * @param failureRate percentage of failures from which it opens
   * @param open for how long
   * @param maxModels how many models are watched; the one unused for longest is forgotten
   */
  public record BreakerProperties(
      @DefaultValue("20") int window,
      @DefaultValue("5") int minimum,
      @DefaultValue("50") int failureRate,
      @DefaultValue("15s") Duration open,
      @DefaultValue("1000") int maxModels) {}
}
