package dev.signalbox.mcppool.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The way to one server, for as many connections as are wanted, and what is known of it. */
public final class ServerAccess {
  private final String server;
  private final Connector connector;
  private final boolean kept;
  private final ToolList tools;
  private final Duration connectTimeout;
  private final BackOff backOff;
  private final ScheduledExecutorService timer;
  private final Clock clock;

  /**
   * @param kept whether connections are kept and announce what changes, so that a change may be
   *     missed while there is none; if not, the list's time to live has to do
   */
  ServerAccess(
      String server,
      Connector connector,
      ToolList tools,
      boolean kept,
      Duration connectTimeout,
      BackOff backOff,
      ScheduledExecutorService timer,
      Clock clock) {
    this.server = server;
    this.connector = connector;
    this.kept = kept;
    this.tools = tools;
    this.connectTimeout = connectTimeout;
    this.backOff = backOff;
    this.timer = timer;
    this.clock = clock;
  }

  /** What the server offers, over whichever connection it was read. */
  public ToolList tools() {
    return tools;
  }

  /** One more connection; it is made when it is first asked for. */
  public WarmConnection newConnection(int number) {
    return new WarmConnection(
        server + "-" + number, announcing(), connectTimeout, backOff, timer, clock);
  }

  /** Connects once, lists the tools, and ends the connection. */
  Trial tryOut(Duration timeout) {
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

  private Connector announcing() {
    return timeout -> {
      McpConnection connection = connector.connect(timeout);
      if (kept) {
        tools.changed();
        connection.subscribe(tools::changed);
      }
      return connection;
    };
  }
}
