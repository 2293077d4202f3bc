package dev.signalbox.standalone.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HttpProbeTests {
  @Test
  void onlyAnAnswerOf200IsOk() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (int status : new int[] {200, 204, 401, 503}) {
      server.createContext(
          "/" + status,
          exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
    }
    server.start();
    try {
      int port = server.getAddress().getPort();
      assertThat(HttpProbe.ok(port, "/200")).isTrue();
      assertThat(HttpProbe.ok(port, "/204")).isFalse();
      assertThat(HttpProbe.ok(port, "/503")).isFalse();
      assertThat(HttpProbe.status(port, "/401", "Authorization: Bearer x")).isEqualTo(401);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyIsNotOk() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(HttpProbe.status(port, "/", "")).isEqualTo(-1);
  }
}
