package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which way each agent is asked. An agent that says it does not know a method has not begun on the
 * message, so the next way may be tried; the one it knew is remembered.
 */
final class A2aWays {

  /** JSON-RPC's code for a method that does not exist. */
  static final int METHOD_NOT_FOUND = -32601;

  /** A2A 1.0, section 5.4. */
  static final int UNSUPPORTED_OPERATION = -32004;

  static final int VERSION_NOT_SUPPORTED = -32009;

  private static final int MOST_REMEMBERED = 2_000;

  private final Map<URI, A2aWay> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, A2aWay> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** The ways to try, in order. */
  List<A2aWay> to(Endpoint endpoint) {
    List<A2aWay> ways = new ArrayList<>();
    A2aWay known = remembered(endpoint.url());
    if (known != null) {
      ways.add(known);
    }
    A2aVersion only = A2aVersion.of(endpoint.protocolVersion());
    for (boolean streamed : new boolean[] {true, false}) {
      for (A2aVersion version : A2aVersion.values()) {
        A2aWay way = new A2aWay(version, streamed);
        if ((only == null || only == version) && !way.equals(known)) {
          ways.add(way);
        }
      }
    }
    return ways;
  }

  /** What is still worth trying after the agent refused a way with this code. */
  static void refused(A2aWay way, int code, Iterator<A2aWay> ways) {
    while (ways.hasNext()) {
      A2aWay next = ways.next();
      boolean senseless =
          switch (code) {
            // It knows the version, but no streams.
            case UNSUPPORTED_OPERATION -> next.streamed() || next.version() != way.version();
            case VERSION_NOT_SUPPORTED -> next.version() == way.version();
            default -> false;
          };
      if (senseless) {
        ways.remove();
      }
    }
  }

  /** Whether the code says that the message was not looked at. */
  static boolean isAboutTheWay(int code) {
    return code == METHOD_NOT_FOUND
        || code == UNSUPPORTED_OPERATION
        || code == VERSION_NOT_SUPPORTED;
  }

  synchronized void knows(URI url, A2aWay way) {
    remembered.put(url, way);
  }

  private synchronized @Nullable A2aWay remembered(URI url) {
    return remembered.get(url);
  }
}
