package dev.signalbox.mcppool.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** The way to one server, for as many connections as are wanted, and what is known of it. */
public final class ServerAccess {
  private final String server;
  private final Connector connector;
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
    this.connector = announcing(connector, tools, kept);
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
        server + "-" + number, connector, connectTimeout, backOff, timer, clock);
  }

  private static Connector announcing(Connector connector, ToolList tools, boolean kept) {
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
