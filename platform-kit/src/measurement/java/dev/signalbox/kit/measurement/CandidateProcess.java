package dev.signalbox.kit.measurement;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with 128 MiB of heap that runs one candidate. */
final class CandidateProcess implements AutoCloseable {
  private static final String MODULITH =
      "org.springframework.modulith.events.config.EventPublicationAutoConfiguration,"
          + "org.springframework.modulith.events.config.EventExternalizationAutoConfiguration,"
          + "org.springframework.modulith.events.jackson.JacksonEventSerializationConfiguration,"
          + "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration,"
          + "org.springframework.modulith.events.kafka.KafkaEventExternalizerConfiguration";

  private final Process process;
  private final BufferedReader output;

  private CandidateProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static CandidateProcess start(String candidate, String role, String... arguments) {
    TestDatabase database = TestInfrastructure.database();
    String password = database.createService(role);
    boolean fill = arguments[0].equals("fill");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(fill ? "-Xmx1g" : "-Xmx128m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.net.preferIPv4Stack=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    property(command, "candidate", candidate);
    property(command, "spring.datasource.url", database.url());
    property(command, "spring.datasource.username", role);
    property(command, "spring.datasource.password", password);
    property(
        command,
        "spring.kafka.bootstrap-servers",
        fill ? "localhost:1" : TestInfrastructure.kafka().bootstrapServers());
    property(command, "logging.level.root", "error");
    property(command, "signalbox.outbox.enabled", Boolean.toString(candidate.equals("kit") && !fill));
    property(command, "namastack.outbox.enabled", Boolean.toString(candidate.equals("namastack")));
    property(command, "namastack.outbox.poll-interval", fill ? "3600000" : "50");
    property(command, "namastack.outbox.batch-size", "500");
    property(command, "namastack.outbox.rebalance-interval", "1000");
    property(command, "namastack.outbox.instance.heartbeat-interval-seconds", "1");
    property(command, "namastack.outbox.instance.stale-instance-timeout-seconds", "5");
    property(command, "namastack.outbox.processing.delete-completed-records", "true");
    property(command, "namastack.outbox.processing.executor-concurrency-limit", "32");
    property(command, "namastack.outbox.retry.max-retries", "1000000");
    property(command, "spring.modulith.events.jdbc.schema-initialization.enabled", "true");
    property(command, "spring.modulith.events.completion-mode", "delete");
    property(command, "spring.modulith.events.staleness.check-intervall", "1s");
    property(command, "spring.modulith.events.staleness.published", "5s");
    property(command, "spring.modulith.events.staleness.processing", "5s");
    property(command, "spring.modulith.events.staleness.resubmission", "5s");
    property(
        command,
        "spring.kafka.producer.value-serializer",
        "org.apache.kafka.common.serialization.ByteArraySerializer");
    property(command, "spring.kafka.producer.acks", "all");
    property(command, "namastack.outbox.multicaster.enabled", "false");
    if (!candidate.equals("modulith")) {
      property(command, "spring.autoconfigure.exclude", MODULITH);
    }
    command.add(CandidateApplication.class.getName());
    command.addAll(List.of(arguments));
    try {
      return new CandidateProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void property(List<String> command, String name, String value) {
    command.add("-D" + name + '=' + value);
  }

  /** Waits until the process says the word. */
  void await(String word) {
    try {
      String line = output.readLine();
      while (line != null && !line.equals(word)) {
        System.out.println("    " + line);
        line = output.readLine();
      }
      if (line == null) {
        System.out.println("    the process ended before it said " + word);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most memory that it has had resident, and how it ended if it has. */
  String memory() {
    if (!process.isAlive()) {
      return "process ended with " + process.exitValue();
    }
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .findFirst()
          .map(line -> "peak resident " + line.replaceAll("\\D", "") + " kB")
          .orElse("no memory figure");
    } catch (IOException e) {
      return "no memory figure";
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** {@code kill -9}. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("It survives kill -9");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
