package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ServerAccess;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Makes the connections of one pool. */
final class MemberFactory {
  private final String server;
  private final ServerAccess access;
  private final Replicas replicas;
  private final BreakerSettings settings;
  private final Map<Integer, Breaker> breakers = new ConcurrentHashMap<>();
  private final Clock clock;

  MemberFactory(
      String server,
      ServerAccess access,
      Set<Integer> drained,
      BreakerSettings settings,
      Clock clock) {
    this.server = server;
    this.access = access;
    this.replicas = new Replicas(access.weights(), drained);
    this.settings = settings;
    this.clock = clock;
  }

  Replicas replicas() {
    return replicas;
  }

  /** As many connections to each replica, in turn. */
  List<Member> members(int each) {
    return IntStream.rangeClosed(1, each * replicas.count())
        .mapToObj(number -> member(number, replicas.of(number)))
        .toList();
  }

  /**
   * One more connection.
   *
   * @param replica from 1 on
   */
  Member member(int number, int replica) {
    return new Member(
        number,
        replica,
        replicas,
        access.newConnection(number, replica),
        breaker(number, replica),
        clock);
  }

  /** Of several replicas each is judged by the calls of all its connections. */
  private Breaker breaker(int number, int replica) {
    return replicas.count() == 1
        ? new Breaker(server + "-" + number, settings)
        : breakers.computeIfAbsent(
            replica, one -> new Breaker("%s-replica-%d".formatted(server, one), settings));
  }
}
