package dev.signalbox.routing.relay;

/**
 * What the oldest messages of a conversation said.
 *
 * @param upTo the position of the last of them; 0 for none
 */
record Summary(int upTo, String content, int tokens) {
  static final Summary NONE = new Summary(0, "", 0);
}
