package dev.signalbox.standalone.bench.gateway;

import java.util.Locale;

/** How the mock answers; each has an address of its own. */
enum Upstream {
  /** At once. */
  INSTANT(false),
  /** After 20 ms. */
  DELAYED(false),
  /** A stream of a few tokens, all at once. */
  BURST(true),
  /** A stream of 50 tokens a second for about a second. */
  TOKENS(true),
  /** A stream of 50 tokens a second for the whole of a measurement. */
  HELD(true);

  private final boolean streams;

  Upstream(boolean streams) {
    this.streams = streams;
  }

  boolean streams() {
    return streams;
  }

  /** Of the provider that has this address, too. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The base address, from the root of the mock. */
  String path() {
    return "/v1/" + label();
  }
}
