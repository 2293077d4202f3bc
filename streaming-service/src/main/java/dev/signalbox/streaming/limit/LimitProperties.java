package dev.signalbox.streaming.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of everybody who has none of their own.
 *
 * @param slices how they are counted
 */
@ConfigurationProperties("signalbox.streaming.limits")
public record LimitProperties(
    @DefaultValue Quotas key,
    @DefaultValue Quotas user,
    @DefaultValue Quotas agent,
    @DefaultValue Quotas model,
    @DefaultValue SliceProperties slices) {

  /**
   * How much each may take; 0 is no limit.
   *
   * @param tokensPerMinute input and output; until a request has ended, what it may put out at most
   * @param parallelRequests under way at the same time
   */
  public record Quotas(
      @DefaultValue("0") long requestsPerMinute,
      @DefaultValue("0") long requestsPerHour,
      @DefaultValue("0") long tokensPerMinute,
      @DefaultValue("0") long parallelRequests) {

    public Quotas {
      if (Math.min(
              Math.min(requestsPerMinute, requestsPerHour),
              Math.min(tokensPerMinute, parallelRequests))
          < 0) {
        throw new IllegalArgumentException("signalbox.streaming.limits must not be negative");
      }
    }

    long of(Measure measure) {
      return switch (measure) {
        case REQUESTS_PER_MINUTE -> requestsPerMinute;
        case REQUESTS_PER_HOUR -> requestsPerHour;
        case TOKENS_PER_MINUTE -> tokensPerMinute;
        case PARALLEL_REQUESTS -> parallelRequests;
      };
    }
  }

  /**
   * How a replica holds parts of limits.
   *
   * @param idle after which what was not used is given back
   * @param patience how long a request waits for what other replicas hold and may give back
   * @param permitLife after which permits of a replica that is not heard of are others'
   * @param maxWindows how many limits a replica counts at once; beyond, the one unused for longest
   *     is forgotten
   * @param maxOwn how many keys, users, agents and models may have limits of their own
   */
  public record SliceProperties(
      @DefaultValue("500ms") Duration idle,
      @DefaultValue("1500ms") Duration patience,
      @DefaultValue("30s") Duration permitLife,
      @DefaultValue("10000") int maxWindows,
      @DefaultValue("20000") int maxOwn) {

    public SliceProperties {
      require(idle.toMillis() >= 1, "idle must be longer than nothing");
      require(
          patience.compareTo(idle.multipliedBy(2)) > 0,
          "patience must be longer than twice idle: so long it takes until what idles is given back");
      require(permitLife.compareTo(Duration.ofSeconds(3)) >= 0, "permit-life must be 3s or more");
      require(maxWindows >= 1, "max-windows must be at least 1");
      require(maxOwn >= 1, "max-own must be at least 1");
    }

    private static void require(boolean holds, String rule) {
      if (!holds) {
        throw new IllegalArgumentException("signalbox.streaming.limits.slices." + rule);
      }
    }
  }

  Quotas of(Scope scope) {
    return switch (scope) {
      case KEY -> key;
      case USER -> user;
      case AGENT -> agent;
      case MODEL -> model;
    };
  }
}
