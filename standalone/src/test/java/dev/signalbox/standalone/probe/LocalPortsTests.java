package dev.signalbox.standalone.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LocalPortsTests {
  @Test
  void aPortIsFreeUntilSomebodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      assertThat(LocalPorts.free(port)).isFalse();
    }
    assertThat(LocalPorts.free(port)).isTrue();
    assertThat(LocalPorts.holder(port)).isEmpty();
  }

  @Test
  void aPortThatIsTakenOnEveryAddressIsNotFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      assertThat(LocalPorts.free(socket.getLocalPort())).isFalse();
    }
  }

  @Test
  void theHolderIsNamed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(LocalPorts.holder(socket.getLocalPort()))
          .contains("java (pid " + ProcessHandle.current().pid() + ")");
    }
  }
}
