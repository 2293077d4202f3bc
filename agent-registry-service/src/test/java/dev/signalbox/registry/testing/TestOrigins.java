package dev.signalbox.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Tells every service where the agent is that may have the credential of the tests, and where the
 * rest of the platform is.
 */
public final class TestOrigins implements EnvironmentPostProcessor {

  static final int AGENT = free();
  static final int PLATFORM = free();

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "origins",
                Map.of(
                    "test.agent-origin", "http://localhost:" + AGENT,
                    "test.peer-origin", "http://localhost:" + PLATFORM)));
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
