package dev.signalbox.routing.remote;

/**
 * A way to ask an agent: a version of the protocol, as a stream or not.
 *
 * @param streamed whether the answer is asked for piece by piece
 */
record A2aWay(A2aVersion version, boolean streamed) {

  String method() {
    return streamed ? version.stream : version.send;
  }
}
