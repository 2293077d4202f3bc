package dev.signalbox.eventstore.benchmark;

/** Axon's JDBC storage engine. */
final class AxonSubject implements Subject {

  private static final int CONNECTIONS = 40;

  private final Server server;

  AxonSubject(Server server) {
    this.server = server;
  }

  @Override
  public String name() {
    return "axon";
  }

  @Override
  public void prepare(String database) {
    try (AxonClient client = client(database)) {
      client.createSchema();
    }
  }

  @Override
  public Store open(String database) {
    return new MeasuredStore(client(database));
  }

  private AxonClient client(String database) {
    return new AxonClient(server.pool(database, Server.OWNER, Server.OWNER, CONNECTIONS));
  }
}
