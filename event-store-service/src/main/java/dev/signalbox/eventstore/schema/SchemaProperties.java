package dev.signalbox.eventstore.schema;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are checked against schemas.
 *
 * @param unregistered what becomes of events of a type and version without a schema
 * @param refreshInterval how often a process looks for schemas that another one changed
 * @param maxSchemas registered at most
 * @param maxSchemaSize of one schema as JSON
 * @param compiled schemas held ready in memory
 * @param maxErrors told of one event
 * @param patternSteps characters that the patterns of a schema may look at for one text
 */
@Validated
@ConfigurationProperties("signalbox.event-store.schemas")
public record SchemaProperties(
    @DefaultValue("accept") Unregistered unregistered,
    @DefaultValue("1s") Duration refreshInterval,
    @DefaultValue("5000") @Min(1) @Max(100_000) int maxSchemas,
    @DefaultValue("64KB") DataSize maxSchemaSize,
    @DefaultValue("500") @Min(1) @Max(100_000) int compiled,
    @DefaultValue("20") @Min(1) @Max(1000) int maxErrors,
    @DefaultValue("1000000") @Min(1000) int patternSteps) {

  /** What becomes of events without a schema. */
  public enum Unregistered {
    ACCEPT,
    REJECT
  }
}
