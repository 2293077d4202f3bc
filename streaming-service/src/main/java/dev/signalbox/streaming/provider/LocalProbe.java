package dev.signalbox.streaming.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether something listens at a local provider's address; looked up again after 30 seconds. */
final class LocalProbe {

  private static final int CONNECT_MILLIS = 300;
  private static final Duration VALID = Duration.ofSeconds(30);

  private final Clock clock;
  private final Map<URI, Finding> findings = new ConcurrentHashMap<>();

  private record Finding(boolean listens, Instant at) {}

  LocalProbe(Clock clock) {
    this.clock = clock;
  }

  boolean listens(URI address) {
    Finding known = findings.get(address);
    Instant now = clock.instant();
    if (known == null || now.isAfter(known.at().plus(VALID))) {
      known = new Finding(connects(address), now);
      findings.put(address, known);
    }
    return known.listens();
  }

  private static boolean connects(URI address) {
    int port = address.getPort() < 0 ? 80 : address.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getAllByName(address.getHost())[0], port),
          CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
