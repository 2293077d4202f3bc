package dev.signalbox.eventstore.subscription;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How subscriptions are delivered to Kafka.
 *
 * @param topicPrefix what the names of their topics begin with
 * @param maxSubscriptions delivered at once; the first ones by id
 * @param batchSize events sent and then acknowledged together
 * @param sendTimeout how long Kafka may take for a batch
 * @param interval between two looks when there is nothing to deliver
 */
@Validated
@ConfigurationProperties("signalbox.event-store.feeds")
public record FeedProperties(
    @DefaultValue("signalbox.feed.") @NotEmpty String topicPrefix,
    @DefaultValue("100") @Min(1) @Max(10_000) int maxSubscriptions,
    @DefaultValue("200") @Min(1) @Max(10_000) int batchSize,
    @DefaultValue("10s") Duration sendTimeout,
    @DefaultValue("250ms") Duration interval) {}
