package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.service.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One more replica of the gateway, with the same options as the platform's, which takes the mock
 * for {@code streaming-service}: so that it can be measured alone, and tells which token services
 * are sent.
 */
final class SpareGateway {

  /** The furthest that a gateway grants. */
  private static final Duration DEADLINE = Duration.ofMinutes(9);

  private SpareGateway() {}

  static Child start(Platform platform, int mockPort, Path log) throws InterruptedException {
    Home home = platform.home();
    Service gateway = Service.named(Service.GATEWAY).orElseThrow();
    int port = Child.freePort();
    int readiness = Child.freePort();
    Map<String, String> environment =
        new ServiceEnvironment(home, platform.secrets(), System.getenv()).of(gateway);
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(readiness));
    environment.put("SIGNALBOX_PEERS_STREAMING", "http://127.0.0.1:" + mockPort);
    environment.put("MALLOC_ARENA_MAX", "2");
    List<String> command = new ArrayList<>();
    command.add(JavaProcess.java());
    command.addAll(JavaProcess.commonOptions());
    command.addAll(JavaProcess.compilation(gateway.busy()));
    command.add("-Xmx" + gateway.heap() + "m");
    command.add("-jar");
    command.add(
        home.target(gateway.name()).resolve(gateway.name() + "-0.1.0-SNAPSHOT-exec.jar").toString());
    return Child.start(
        "the spare gateway",
        command,
        home.root(),
        environment,
        port,
        readiness,
        "/actuator/health/readiness",
        log);
  }

  /** The header that services are sent for this key, good for some minutes. */
  static String authorization(Child spare, String key) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + spare.port() + MockAnswers.AUTHORIZATION))
            .header("Authorization", "Bearer " + key)
            .header(
                "X-Request-Deadline",
                Long.toString(Instant.now().plus(DEADLINE).toEpochMilli()))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw LauncherException.failed(
            "the spare gateway answers " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
