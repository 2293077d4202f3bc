package dev.signalbox.eventstore.projection.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.projection.Build;
import dev.signalbox.eventstore.projection.BuildPair;
import dev.signalbox.eventstore.projection.Builds;
import dev.signalbox.eventstore.projection.Generation;
import dev.signalbox.eventstore.projection.Projection;
import dev.signalbox.eventstore.projection.ProjectionProperties;
import dev.signalbox.eventstore.projection.ProjectionTable;
import dev.signalbox.eventstore.projection.ProjectionTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresBuilds implements Builds {

  private final JdbcClient database;
  private final ProjectionProperties properties;

  PostgresBuilds(JdbcClient database, ProjectionProperties properties) {
    this.database = database;
    this.properties = properties;
  }

  @Override
  public BuildPair of(String projection) {
    return pair(
        database
            .sql(BuildStatements.BUILDS)
            .param("projection", projection)
            .query(BuildRows::build)
            .list());
  }

  @Override
  public BuildPair holdBoth(String projection, Duration patience) {
    set("lock_timeout", patience);
    set("idle_in_transaction_session_timeout", properties.stallTimeout());
    return pair(
        database
            .sql(BuildStatements.HOLD_BOTH)
            .param("projection", projection)
            .query(BuildRows::build)
            .list());
  }

  @Override
  public boolean hold(Build seen) {
    set("idle_in_transaction_session_timeout", properties.stallTimeout());
    return database
        .sql(BuildStatements.HOLD)
        .param("build", seen.id())
        .param("tx", Long.toString(seen.checkpoint().transaction()))
        .param("position", seen.checkpoint().position())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  @Override
  public void advance(Build held, Checkpoint to, int events) {
    int moved =
        database
            .sql(BuildStatements.ADVANCE)
            .param("build", held.id())
            .param("tx", Long.toString(to.transaction()))
            .param("position", to.position())
            .param("events", events)
            .update();
    if (moved != 1) {
      throw new IllegalStateException("The build " + held.id() + " is not there any more");
    }
  }

  @Override
  public void fail(Build seen, @Nullable RecordedEvent event, String error) {
    Checkpoint at = event == null ? null : event.checkpoint();
    database
        .sql(BuildStatements.FAIL)
        .param("build", seen.id())
        .param("tx", Long.toString(seen.checkpoint().transaction()))
        .param("position", seen.checkpoint().position())
        .param("error", error)
        .param("failed_event", event == null ? null : event.id())
        .param("failed_tx", at == null ? null : Long.toString(at.transaction()))
        .param("failed_position", at == null ? null : at.position())
        .param("first", seconds(properties.firstRetryDelay()))
        .param("longest", seconds(properties.longestRetryDelay()))
        .update();
  }

  @Override
  public boolean begin(Projection projection, Generation generation, boolean paused) {
    List<String> tables = projection.tables().stream().map(ProjectionTable::name).toList();
    int begun =
        database
            .sql(BuildStatements.BEGIN)
            .param("projection", projection.name())
            .param("generation", generation.code())
            .param("version", projection.version())
            .param("upcasters", projection.upcasters().toArray(String[]::new))
            .param("tables", tables.toArray(String[]::new))
            .param("paused", paused)
            .update();
    if (begun == 1) {
      ProjectionTarget target = new ProjectionTarget(database, projection.tables(), generation);
      for (ProjectionTable table : projection.tables()) {
        database.sql("drop table if exists " + target.resolved('{' + table.name() + '}')).update();
        database.sql(target.resolved(table.definition())).update();
      }
    }
    return begun == 1;
  }

  @Override
  public void drop(Build build) {
    List<String> tables =
        database.sql(BuildStatements.DROP).param("build", build.id()).query(String.class).list();
    for (String table : tables) {
      database.sql("drop table projection_" + table + "_" + build.generation().code()).update();
    }
  }

  @Override
  public void swap(Projection projection, BuildPair held) {
    Build live = held.live();
    Build shadow = held.shadow();
    if (shadow == null) {
      throw new IllegalArgumentException("There is nothing to swap");
    }
    if (live != null) {
      database
          .sql(BuildStatements.TABLES)
          .param("build", live.id())
          .query(String.class)
          .list()
          .forEach(table -> database.sql("drop view if exists projection_" + table).update());
      drop(live);
    }
    database.sql(BuildStatements.PROMOTE).param("build", shadow.id()).update();
    ProjectionTarget target =
        new ProjectionTarget(database, projection.tables(), shadow.generation());
    for (ProjectionTable table : projection.tables()) {
      database
          .sql(
              "create view %s as select * from %s"
                  .formatted(table.view(), target.resolved('{' + table.name() + '}')))
          .update();
    }
  }

  @Override
  public void pause(String projection, boolean paused) {
    database
        .sql(BuildStatements.PAUSE)
        .param("projection", projection)
        .param("paused", paused)
        .update();
  }

  // For the rest of the transaction.
  private void set(String setting, Duration value) {
    database
        .sql("select set_config(:setting, :value, true)")
        .param("setting", setting)
        .param("value", value.toMillis() + "ms")
        .query(String.class)
        .single();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static BuildPair pair(List<Build> builds) {
    Build live = null;
    Build shadow = null;
    for (Build build : builds) {
      if (build.live()) {
        live = build;
      } else {
        shadow = build;
      }
    }
    return new BuildPair(live, shadow);
  }
}
