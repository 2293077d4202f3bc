package dev.signalbox.eventstore.log;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
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
 * @param groupCommit how appends share commits
 */
@Validated
@ConfigurationProperties("signalbox.event-store.log")
public record LogProperties(
    @DefaultValue("256KB") DataSize maxEventSize,
    @DefaultValue("100") @Min(1) @Max(1000) int maxEventsPerAppend,
    @DefaultValue("1000") @Min(1) @Max(10_000) int maxEventsPerPage,
    @DefaultValue("4MB") DataSize maxPageSize,
    @DefaultValue @Valid GroupCommit groupCommit) {

  /**
   * How appends that come at the same time share a commit.
   *
   * @param leaders the most commits under way at once
   * @param appendsPerLeader so many who append at a time are worth a commit of their own
   * @param maxAppends in one commit
   * @param maxEvents in one commit of several appends
   * @param maxWaiting appends that may wait for a commit; more are refused
   * @param patience how long one waits to be taken into a commit before it is refused
   */
  public record GroupCommit(
      @DefaultValue("2") @Min(1) @Max(16) int leaders,
      @DefaultValue("12") @Min(1) @Max(1000) int appendsPerLeader,
      @DefaultValue("64") @Min(1) @Max(1000) int maxAppends,
      @DefaultValue("500") @Min(1) @Max(10_000) int maxEvents,
      @DefaultValue("2000") @Min(1) @Max(100_000) int maxWaiting,
      @DefaultValue("5s") Duration patience) {}
}
