package dev.signalbox.eventstore.log;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the log takes and gives at once.
 *
 * @param maxEventSize of one event's data and metadata as JSON, when appended over HTTP
 * @param maxEventsPerAppend in one atomic append over HTTP
 * @param maxEventsPerPage the greatest {@code limit} of a read
 * @param maxPageSize of the data and metadata in one answer; a longer page is cut short after at
 *     least one event
 */
@Validated
@ConfigurationProperties("signalbox.event-store.log")
public record LogProperties(
    @DefaultValue("256KB") DataSize maxEventSize,
    @DefaultValue("100") @Min(1) @Max(1000) int maxEventsPerAppend,
    @DefaultValue("1000") @Min(1) @Max(10_000) int maxEventsPerPage,
    @DefaultValue("4MB") DataSize maxPageSize) {}
