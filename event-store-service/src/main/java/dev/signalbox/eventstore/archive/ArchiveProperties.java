package dev.signalbox.eventstore.archive;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where old months of the log are kept, and since when.
 *
 * @param directory where all replicas find the same files; without one nothing is archived
 * @param after how long after its end a month is archived by itself; without, none is
 * @param keepRestored how long a month that was put back stays before that happens to it again
 * @param lease how long a replica that works on a month may be silent before another one goes on
 */
@ConfigurationProperties("signalbox.event-store.archive")
public record ArchiveProperties(
    @Nullable Path directory,
    @Nullable Duration after,
    @DefaultValue("7d") Duration keepRestored,
    @DefaultValue("1m") Duration lease) {}
