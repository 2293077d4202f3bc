package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.probe.Resident;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody who is measured, running. */
final class Fleet implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Map<Subject, Child> children = new EnumMap<>(Subject.class);
  private final Path logs;
  private Optional<Ours> ours = Optional.empty();

  private record Ours(Platform platform, Child spare, Callers callers) {}

  /**
   * Nobody yet.
   *
   * @param logs the folder of everybody's logs
   */
  Fleet(Path logs) {
    this.logs = logs;
  }

  /**
   * Starts whoever is needed.
   *
   * @param node the folder that Portkey is installed in
   */
  void start(Nginx nginx, Path node, MockAnswers answers, List<Subject> subjects, PrintStream progress)
      throws InterruptedException {
    Child mock = running(Subject.MOCK, nginx.mock(answers, log("mock")));
    if (subjects.contains(Subject.NGINX)) {
      running(Subject.NGINX, nginx.proxy(mock.port(), log("nginx")));
    }
    if (subjects.contains(Subject.PORTKEY)) {
      running(Subject.PORTKEY, Portkey.start(node, log("portkey")));
    }
    if (subjects.stream().anyMatch(Subject::ours)) {
      Platform platform = Platform.here(log("platform"));
      running.push(platform);
      platform.start(mock.port(), progress);
      Callers callers = Callers.create(platform, progress);
      Child spare =
          running(
              Subject.HOP, SpareGateway.start(platform, mock.port(), log("spare-gateway")));
      ours = Optional.of(new Ours(platform, spare, callers));
    }
  }

  private Child running(Subject subject, Child child) {
    running.push(child);
    children.put(subject, child);
    return child;
  }

  private Path log(String name) {
    return logs.resolve("bench-gateway-" + name + ".log");
  }

  /** Whom and what a client of this subject asks, for some minutes from now. */
  Target target(Subject subject, Upstream upstream) throws InterruptedException {
    String path = upstream.path() + "/chat/completions";
    return switch (subject) {
      case MOCK, NGINX -> target(child(subject).port(), path, upstream, Map.of());
      case PORTKEY ->
          target(
              child(subject).port(),
              "/v1/chat/completions",
              upstream,
              Portkey.headers(child(Subject.MOCK).port(), upstream));
      case HOP ->
          target(child(subject).port(), path, upstream, bearer(ours().callers().governed()));
      case SIGNALBOX -> throughGateway(upstream, ours().callers().governed());
      case UNGOVERNED -> throughGateway(upstream, ours().callers().free());
      case STREAMING -> straight(upstream, ours().callers().governed());
      case STREAMING_UNGOVERNED -> straight(upstream, ours().callers().free());
    };
  }

  private Target throughGateway(Upstream upstream, String key) {
    return target(port(Service.GATEWAY), "/v1/chat/completions", upstream, bearer(key));
  }

  private Target straight(Upstream upstream, String key) throws InterruptedException {
    return target(
        port(Service.STREAMING),
        "/v1/chat/completions",
        upstream,
        Map.of("Authorization", SpareGateway.authorization(ours().spare(), key)));
  }

  private static Target target(
      int port, String path, Upstream upstream, Map<String, String> headers) {
    return Target.of(
        port, new Question(path, upstream.label() + "/mock", upstream.streams(), headers));
  }

  private static Map<String, String> bearer(String key) {
    return Map.of("Authorization", "Bearer " + key);
  }

  private int port(String service) {
    return ours().platform().home().port(Service.named(service).orElseThrow().port());
  }

  private Child child(Subject subject) {
    Child child = children.get(subject);
    if (child == null) {
      throw new IllegalStateException(subject + " does not run");
    }
    return child;
  }

  private Ours ours() {
    return ours.orElseThrow();
  }

  /** What of ours died and was started again, with how often. */
  Map<String, Integer> restarts() {
    return ours.map(present -> present.platform().restarts()).orElse(Map.of());
  }

  /** What the processes that a request of this subject passes hold; of ours, without the database. */
  Resident resident(Subject subject) {
    return switch (subject) {
      case MOCK, NGINX, PORTKEY, HOP -> Resident.ofTree(child(subject).pid());
      case STREAMING, STREAMING_UNGOVERNED -> ours().platform().resident(Service.STREAMING);
      case SIGNALBOX, UNGOVERNED ->
          ours()
              .platform()
              .resident(Service.STREAMING)
              .plus(ours().platform().resident(Service.GATEWAY));
    };
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("signalbox: " + e);
      }
    }
  }
}
