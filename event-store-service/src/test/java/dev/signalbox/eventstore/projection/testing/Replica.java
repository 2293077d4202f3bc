package dev.signalbox.eventstore.projection.testing;

import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.evolution.UpcastingEventLog;
import dev.signalbox.eventstore.log.ArchivedEvents;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.testing.LogContext;
import dev.signalbox.eventstore.log.testing.LogSchema;
import dev.signalbox.eventstore.projection.AdvancingBuilds;
import dev.signalbox.eventstore.projection.Builds;
import dev.signalbox.eventstore.projection.ControllingProjections;
import dev.signalbox.eventstore.projection.Projection;
import dev.signalbox.eventstore.projection.ProjectionProperties;
import dev.signalbox.eventstore.projection.Projections;
import dev.signalbox.eventstore.projection.RunningProjections;
import dev.signalbox.eventstore.projection.SwappingBuilds;
import dev.signalbox.eventstore.projection.WatchingProjections;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What a process of the service has of the log and of projections, in a schema of the test's own.
 */
public final class Replica implements AutoCloseable {

  private final AnnotationConfigApplicationContext context;
  private final RunningProjections running;

  private Replica(
      AnnotationConfigApplicationContext context,
      Upcasters upcasters,
      List<Projection> projections) {
    this.context = context;
    context.registerBean(ProjectionProperties.class, Replica::properties);
    context.registerBean(Projections.class, () -> new Projections(projections, upcasters));
    context.registerBean(
        LogViews.WITH_ARCHIVES,
        EventLog.class,
        () ->
            new UpcastingEventLog(
                context.getBean(LogViews.STORED_WITH_ARCHIVES, EventLog.class), upcasters));
    context.register(
        ControllingProjections.class,
        AdvancingBuilds.class,
        SwappingBuilds.class,
        WatchingProjections.class);
    context.scan("dev.signalbox.eventstore.projection.postgres");
    context.refresh();
    running =
        new RunningProjections(
            context.getBean(Projections.class),
            context.getBean(Builds.class),
            controlling(),
            context.getBean(AdvancingBuilds.class),
            context.getBean(SwappingBuilds.class),
            properties());
  }

  /** A process that does not run its projections by itself. */
  public static Replica of(String schema, Projection... projections) {
    return of(schema, new Upcasters(List.of()), projections);
  }

  /** One that reads events behind upcasters. */
  public static Replica of(String schema, Upcasters upcasters, Projection... projections) {
    TestDatabase server = TestInfrastructure.database();
    return new Replica(
        LogContext.at(server.url(), schema, server.createService(schema)),
        upcasters,
        List.of(projections));
  }

  public static Replica at(String url, String role, String password, Projection... projections) {
    return new Replica(
        LogContext.at(url, role, password), new Upcasters(List.of()), List.of(projections));
  }

  /** A process that finds archived months there. */
  public static Replica withArchives(
      LogSchema schema, ArchivedEvents archived, Projection... projections) {
    TestDatabase server = schema.server();
    return new Replica(
        LogContext.at(server.url(), schema.role(), server.createService(schema.role()), archived),
        new Upcasters(List.of()),
        List.of(projections));
  }

  /** Makes the schema, as a release does. */
  public static void migrate(String schema) {
    TestDatabase server = TestInfrastructure.database();
    Flyway.configure()
        .dataSource(new DriverManagerDataSource(server.url(), schema, server.createService(schema)))
        .load()
        .migrate();
  }

  private static ProjectionProperties properties() {
    return new ProjectionProperties(
        100,
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofSeconds(10));
  }

  public EventLog log() {
    return context.getBean(LogViews.STORED, EventLog.class);
  }

  public JdbcClient database() {
    return context.getBean(JdbcClient.class);
  }

  public ControllingProjections controlling() {
    return context.getBean(ControllingProjections.class);
  }

  public WatchingProjections watching() {
    return context.getBean(WatchingProjections.class);
  }

  public RunningProjections running() {
    return running;
  }

  @Override
  public void close() {
    running.stop();
    context.close();
  }
}
