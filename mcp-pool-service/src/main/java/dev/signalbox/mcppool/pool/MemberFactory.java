package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ServerAccess;
import java.time.Clock;

/** Makes the connections of one pool. */
final class MemberFactory {
  private final String server;
  private final ServerAccess access;
  private final BreakerSettings breakers;
  private final Clock clock;

  MemberFactory(String server, ServerAccess access, BreakerSettings breakers, Clock clock) {
    this.server = server;
    this.access = access;
    this.breakers = breakers;
    this.clock = clock;
  }

  Member member(int number) {
    return new Member(
        number, access.newConnection(number), new Breaker(server + "-" + number, breakers), clock);
  }
}
