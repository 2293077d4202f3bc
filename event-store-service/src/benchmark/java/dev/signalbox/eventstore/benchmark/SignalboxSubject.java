package dev.signalbox.eventstore.benchmark;

import dev.signalbox.kit.testing.TestDatabase;
import org.flywaydb.core.Flyway;

/** Our event log in this JVM, with the connections it has in the service. */
final class SignalboxSubject implements Subject {

  static final String ROLE = "event_store";

  private static final int CONNECTIONS = 10;

  private final Server server;

  SignalboxSubject(Server server) {
    this.server = server;
  }

  @Override
  public String name() {
    return "signalbox";
  }

  @Override
  public void prepare(String database) {
    TestDatabase empty = server.database(database);
    String password = empty.createService(ROLE);
    for (String[] history :
        new String[][] {
          {"classpath:db/kit", "kit_schema_history"},
          {"classpath:db/migration", "flyway_schema_history"}
        }) {
      Flyway.configure()
          .dataSource(empty.url(), ROLE, password)
          .locations(history[0])
          .table(history[1])
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    }
  }

  @Override
  public Store open(String database) {
    return new MeasuredStore(client(database));
  }

  SignalboxClient client(String database) {
    String password = server.database(database).createService(ROLE);
    return new SignalboxClient(server.pool(database, ROLE, password, CONNECTIONS));
  }
}
