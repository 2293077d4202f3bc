package dev.signalbox.streaming.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The limits of everybody who has none of their own. */
@ConfigurationProperties("signalbox.streaming.limits")
public record LimitProperties(
    @DefaultValue Quotas key,
    @DefaultValue Quotas user,
    @DefaultValue Quotas agent,
    @DefaultValue Quotas model) {

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

  Quotas of(Scope scope) {
    return switch (scope) {
      case KEY -> key;
      case USER -> user;
      case AGENT -> agent;
      case MODEL -> model;
    };
  }
}
