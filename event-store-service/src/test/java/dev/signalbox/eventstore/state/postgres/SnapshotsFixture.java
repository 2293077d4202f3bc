package dev.signalbox.eventstore.state.postgres;

import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.state.Snapshots;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Snapshots as a process with other upcasters has them. */
public final class SnapshotsFixture {

  /** How the latest one is found. */
  public static final String LATEST = PostgresSnapshots.LATEST;

  private SnapshotsFixture() {}

  public static Snapshots snapshots(JdbcClient database, Upcasters upcasters) {
    return new PostgresSnapshots(database, upcasters);
  }
}
