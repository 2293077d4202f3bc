package dev.signalbox.mcppool.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The way to one server, for as many connections as are wanted, and what is known of it. */
public final class ServerAccess {
  private final String server;
  private final List<Route> routes;
  private final boolean kept;
  private final ServerLists lists;
  private final Duration connectTimeout;
  private final BackOff backOff;
  private final ScheduledExecutorService timer;
  private final Clock clock;

  /**
   * @param routes at least one; several lead to replicas that are alike
   * @param kept whether connections are kept and announce what changes, so that a change may be
   *     missed while there is none; if not, the list's time to live has to do
   */
  ServerAccess(
      String server,
      List<Route> routes,
      ServerLists lists,
      boolean kept,
      Duration connectTimeout,
      BackOff backOff,
      ScheduledExecutorService timer,
      Clock clock) {
    this.server = server;
    this.routes = List.copyOf(routes);
    this.kept = kept;
    this.lists = lists;
    this.connectTimeout = connectTimeout;
    this.backOff = backOff;
    this.timer = timer;
    this.clock = clock;
  }

  /** What the server offers, over whichever connection it was read. */
  public ServerLists lists() {
    return lists;
  }

  /** How much of the calls each replica takes, beside those of the others. */
  public List<Integer> weights() {
    return routes.stream().map(Route::weight).toList();
  }

  /**
   * One more connection; it is made when it is first asked for.
   *
   * @param replica from 1 on
   */
  public WarmConnection newConnection(int number, int replica) {
    return new WarmConnection(
        server + "-" + number,
        announcing(routes.get(replica - 1).connector()),
        connectTimeout,
        backOff,
        timer,
        clock);
  }

  /**
   * Connects to each replica once, lists its tools, and ends the connection; stops at a failure.
   */
  Trial tryOut(Duration timeout) {
    Trial trial = tryOut(routes.getFirst().connector(), timeout);
    for (int replica = 2; replica <= routes.size() && trial.failure() == null; replica++) {
      trial = tryOut(routes.get(replica - 1).connector(), timeout).ofReplica(replica);
    }
    return trial;
  }

  private Trial tryOut(Connector connector, Duration timeout) {
    Duration patience = timeout.compareTo(connectTimeout) < 0 ? timeout : connectTimeout;
    long begun = System.nanoTime();
    McpConnection connection;
    try {
      connection = connector.connect(patience);
    } catch (ConnectFailed failure) {
      return new Trial(failure.reason(), since(begun), Duration.ZERO, null, List.of());
    }
    try {
      Duration connecting = since(begun);
      long asked = System.nanoTime();
      ToolListing listing = connection.listTools(patience);
      return switch (listing) {
        case ToolListing.Listed listed ->
            new Trial(
                null,
                connecting,
                since(asked),
                connection.negotiated(),
                listed.tools().stream().map(Tool::name).toList());
        case ToolListing.NotListed notListed ->
            new Trial(
                "it does not list its tools: " + notListed.outcome(),
                connecting,
                since(asked),
                connection.negotiated(),
                List.of());
      };
    } finally {
      connection.close();
    }
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private Connector announcing(Connector connector) {
    return timeout -> {
      McpConnection connection = connector.connect(timeout);
      if (kept) {
        lists.changed();
        connection.subscribe(lists::changed);
      }
      return connection;
    };
  }
}
