package dev.signalbox.streaming.socket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of WebSockets.
 *
 * @param maxConnections to one replica
 * @param maxStreams that run on one connection at a time
 * @param maxWaiting requests that wait for those before them in their lane
 * @param maxMessage the longest message of a client
 * @param stalled how long a stream waits for credit, or a message for its reader
 * @param ping silence after which the client is asked for a sign of life
 * @param silence after which it counts as gone
 * @param idle how long a connection may have no stream
 * @param age how long a connection may live; streams that run by then may end
 * @param goingAway how long streams that run may take to end when the process stops
 */
@ConfigurationProperties("signalbox.streaming.sockets")
public record SocketProperties(
    @DefaultValue("2000") int maxConnections,
    @DefaultValue("32") int maxStreams,
    @DefaultValue("8") int maxWaiting,
    @DefaultValue("20MB") DataSize maxMessage,
    @DefaultValue("20s") Duration stalled,
    @DefaultValue("20s") Duration ping,
    @DefaultValue("60s") Duration silence,
    @DefaultValue("5m") Duration idle,
    @DefaultValue("60m") Duration age,
    @DefaultValue("5s") Duration goingAway) {

  public SocketProperties {
    if (maxStreams < 1) {
      throw new IllegalArgumentException(
          "signalbox.streaming.sockets.max-streams must be at least 1");
    }
    if (ping.compareTo(silence) >= 0) {
      throw new IllegalArgumentException(
          "signalbox.streaming.sockets.ping must be shorter than silence");
    }
  }
}
