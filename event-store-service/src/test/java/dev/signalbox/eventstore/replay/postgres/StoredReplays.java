package dev.signalbox.eventstore.replay.postgres;

import dev.signalbox.eventstore.log.testing.LogSchema;
import dev.signalbox.eventstore.replay.LogRanges;
import dev.signalbox.eventstore.replay.Replays;

/** Replays in a schema of a test. */
public final class StoredReplays {

  private StoredReplays() {}

  public static Replays in(LogSchema schema) {
    return new PostgresReplays(schema.database());
  }

  public static LogRanges rangesIn(LogSchema schema) {
    return new PostgresLogRanges(schema.database());
  }
}
