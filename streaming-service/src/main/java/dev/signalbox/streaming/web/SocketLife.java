package dev.signalbox.streaming.web;

import dev.signalbox.streaming.socket.SocketProperties;
import java.time.Duration;

/** What has become of a connection, by what was heard of it. Moments are nanoseconds. */
final class SocketLife {

  private final SocketProperties properties;
  private final long opened;
  private volatile long heard;
  private volatile long used;

  SocketLife(SocketProperties properties, long now) {
    this.properties = properties;
    this.opened = now;
    this.heard = now;
    this.used = now;
  }

  /** What is to be done about it. */
  enum Verdict {
    NONE,
    PING,
    TOO_OLD,
    IDLE,
    NO_SIGN_OF_LIFE
  }

  /** Any sign of life. */
  void heard(long now) {
    heard = now;
  }

  /** Something was asked for. */
  void used(long now) {
    heard = now;
    used = now;
  }

  Verdict verdict(boolean busy, long now) {
    if (busy) {
      used = now;
    }
    if (over(properties.silence(), heard, now)) {
      return Verdict.NO_SIGN_OF_LIFE;
    }
    if (over(properties.idle(), used, now)) {
      return Verdict.IDLE;
    }
    if (over(properties.age(), opened, now)) {
      return Verdict.TOO_OLD;
    }
    return over(properties.ping(), heard, now) ? Verdict.PING : Verdict.NONE;
  }

  private static boolean over(Duration limit, long since, long now) {
    return now - since > limit.toNanos();
  }
}
