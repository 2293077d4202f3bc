package dev.signalbox.standalone.kafka;

import dev.signalbox.standalone.platform.Digests;
import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Ports;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.service.AotCache;
import dev.signalbox.standalone.service.JavaProcess;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Program;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A single Kafka node, broker and controller in one JVM, on the loopback address alone. */
public final class KafkaServer implements Program {
  public static final String NAME = "kafka";

  /** Any 16 bytes in base64url; a platform's folder holds one cluster and never another. */
  static final String CLUSTER = "c2lnbmFsYm94LWxvY2Fs";

  private static final int HEAP = 176;
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION = 7;

  private final Home home;
  private final Distribution distribution;
  private final ServiceEnvironment environment;
  private final AotCache cache;

  public KafkaServer(
      Home home, Distribution distribution, ServiceEnvironment environment, AotCache cache) {
    this.home = home;
    this.distribution = distribution;
    this.environment = environment;
    this.cache = cache;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return home.port(Ports.KAFKA);
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  @Override
  public List<String> stopsBefore() {
    return List.of("postgres");
  }

  @Override
  public void prepare(Consumer<String> doing) throws IOException {
    Files.createDirectories(home.kafka());
    cache.keyed(Digests.text(distribution.kafkaClassPath()));
    cache.adopt();
    Files.writeString(
        properties(),
        KafkaSettings.properties(
            port(), home.port(Ports.KAFKA_CONTROLLER), home.kafka().resolve("data")));
  }

  @Override
  public Launch launch() throws IOException {
    List<String> command =
        JavaProcess.command(
            HEAP,
            cache,
            List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                distribution.kafkaClassPath(),
                "dev.signalbox.standalone.kafka.KafkaBroker",
                properties().toString()));
    Map<String, String> variables = environment.plain();
    variables.putIfAbsent("MALLOC_ARENA_MAX", "2");
    OurProcesses.mark(variables, home);
    return new Launch(command, variables);
  }

  private Path properties() {
    return home.kafka().resolve("server.properties");
  }

  /** The listener is there early; only a broker that is up answers a request. */
  @Override
  public boolean ready() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 300);
      socket.setSoTimeout(2_000);
      DataOutputStream output = new DataOutputStream(socket.getOutputStream());
      output.writeInt(10);
      output.writeShort(API_VERSIONS);
      output.writeShort(0);
      output.writeInt(CORRELATION);
      output.writeShort(-1);
      output.flush();
      DataInputStream input = new DataInputStream(socket.getInputStream());
      int length = input.readInt();
      return length > 6 && input.readInt() == CORRELATION && input.readShort() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void failedToStart() {
    cache.blame();
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(15);
  }
}
