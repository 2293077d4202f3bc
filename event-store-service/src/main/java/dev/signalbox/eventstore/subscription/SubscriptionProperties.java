package dev.signalbox.eventstore.subscription;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How subscriptions are served.
 *
 * @param lease how long a consumer holds its buckets after its last poll
 * @param maxEvents in the answer to a poll, and in a page read for it
 * @param maxPages read for one poll at most
 * @param maxWait how long a poll may wait for events
 * @param maxWaitingPolls that wait at once in this process; further ones are answered at once
 */
@Validated
@ConfigurationProperties("signalbox.event-store.subscription")
public record SubscriptionProperties(
    @DefaultValue("15s") Duration lease,
    @DefaultValue("500") @Min(1) @Max(10_000) int maxEvents,
    @DefaultValue("10") @Min(2) @Max(1000) int maxPages,
    @DefaultValue("20s") Duration maxWait,
    @DefaultValue("200") @Min(0) @Max(10_000) int maxWaitingPolls) {}
