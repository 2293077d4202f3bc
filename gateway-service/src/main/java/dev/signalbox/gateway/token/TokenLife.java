package dev.signalbox.gateway.token;

import java.time.Duration;

/** How long a token lives and is handed out again; what is left then covers the request. */
enum TokenLife {
  /** For requests of up to three minutes, which is nearly all of them. */
  USUAL(Duration.ofMinutes(5), Duration.ofMinutes(2)),
  /** For requests up to the furthest deadline that the gateway grants by default. */
  LONG(Duration.ofMinutes(12), Duration.ofMinutes(1)),
  /** For deployments that grant more. */
  VERY_LONG(Duration.ofMinutes(65), Duration.ofMinutes(4));

  static final Duration LONGEST = VERY_LONG.life;

  private final Duration life;
  private final Duration reuse;

  TokenLife(Duration life, Duration reuse) {
    this.life = life;
    this.reuse = reuse;
  }

  static TokenLife covering(Duration request) {
    for (TokenLife candidate : values()) {
      if (request.compareTo(candidate.life.minus(candidate.reuse)) <= 0) {
        return candidate;
      }
    }
    return VERY_LONG;
  }

  Duration life() {
    return life;
  }

  Duration reuse() {
    return reuse;
  }
}
