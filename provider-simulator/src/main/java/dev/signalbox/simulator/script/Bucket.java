package dev.signalbox.simulator.script;

/** The kinds of tokens that are priced apart; no token is in two of them. */
public enum Bucket {
  /** Read anew. */
  INPUT,
  /** Read from the provider's cache. */
  CACHE_READ,
  /** Written to the cache for five minutes. */
  CACHE_WRITE_5M,
  /** Written to the cache for an hour. */
  CACHE_WRITE_1H,
  /** Said, tool calls included. */
  OUTPUT,
  /** Thought. */
  REASONING
}
