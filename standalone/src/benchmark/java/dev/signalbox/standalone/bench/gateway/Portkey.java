package dev.signalbox.standalone.bench.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code @portkey-ai/gateway} in one Node process, as its package starts it. */
final class Portkey {

  private Portkey() {}

  /**
   * Starts it.
   *
   * @param node the folder that its package is installed in
   */
  static Child start(Path node, Path log) throws InterruptedException {
    int port = Child.freePort();
    return Child.start(
        "Portkey",
        List.of(
            "node",
            "node_modules/@portkey-ai/gateway/build/start-server.js",
            "--port=" + port,
            "--headless"),
        node,
        Map.of("NODE_ENV", "production"),
        port,
        port,
        "/",
        log);
  }

  /** What its client says so that it asks the mock. */
  static Map<String, String> headers(int mockPort, Upstream upstream) {
    return Map.of(
        "Authorization", "Bearer nobody",
        "x-portkey-provider", "openai",
        "x-portkey-custom-host", "http://127.0.0.1:" + mockPort + upstream.path());
  }
}
