package dev.signalbox.eventstore.projection.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.eventstore.log.ArchivedEvents;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.testing.LogPropertiesFixture;
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
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What a process of the service has of the log and of projections, in a schema of the test's own.
 */
public final class Replica implements AutoCloseable {

  private final AnnotationConfigApplicationContext context;
  private final RunningProjections running;

  private Replica(DataSource dataSource, ArchivedEvents archived, List<Projection> projections) {
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> dataSource);
    context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(dataSource));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
    context.registerBean(
        JdbcTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
    context.registerBean(java.time.Clock.class, java.time.Clock::systemUTC);
    context.registerBean(LogProperties.class, LogPropertiesFixture::defaults);
    context.registerBean(ProjectionProperties.class, Replica::properties);
    context.registerBean(ArchivedEvents.class, () -> archived);
    context.registerBean(
        LogViews.WITH_ARCHIVES,
        EventLog.class,
        () -> context.getBean(LogViews.STORED_WITH_ARCHIVES, EventLog.class));
    context.registerBean(Projections.class, () -> new Projections(projections));
    context.register(
        ControllingProjections.class,
        AdvancingBuilds.class,
        SwappingBuilds.class,
        WatchingProjections.class);
    context.scan(
        "dev.signalbox.eventstore.log.postgres", "dev.signalbox.eventstore.projection.postgres");
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
    TestDatabase server = TestInfrastructure.database();
    return at(server.url(), schema, server.createService(schema), projections);
  }

  public static Replica at(String url, String role, String password, Projection... projections) {
    return new Replica(pool(url, role, password), Replica::nothing, List.of(projections));
  }

  /** A process that finds archived months there. */
  public static Replica withArchives(
      LogSchema schema, ArchivedEvents archived, Projection... projections) {
    TestDatabase server = schema.server();
    return new Replica(
        pool(server.url(), schema.role(), server.createService(schema.role())),
        archived,
        List.of(projections));
  }

  private static ArchivedEvents.Stretch nothing(
      List<ArchivedEvents.Month> months,
      Checkpoint after,
      Checkpoint to,
      Selection selection,
      int limit) {
    throw new IllegalStateException("Nothing is archived here");
  }

  private static HikariDataSource pool(String url, String role, String password) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(role);
    pool.setPassword(password);
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    return pool;
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
