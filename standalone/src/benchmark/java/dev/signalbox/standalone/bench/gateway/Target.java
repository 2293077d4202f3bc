package dev.signalbox.standalone.bench.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Who is asked, and what.
 *
 * @param request read through duplicates only
 */
record Target(InetSocketAddress address, ByteBuffer request) {

  static Target of(int port, Question question) {
    return new Target(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        question.request("127.0.0.1:" + port));
  }
}
