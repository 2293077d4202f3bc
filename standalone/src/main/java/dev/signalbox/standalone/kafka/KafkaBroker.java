package dev.signalbox.standalone.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's process: formats its storage on the first start, runs the broker, and ends when
 * standard input does, because then its supervisor is gone. The one argument is the path of the
 * broker's properties.
 */
public final class KafkaBroker {
  private KafkaBroker() {}

  public static void main(String[] arguments) {
    Path properties = Path.of(arguments[0]);
    Thread.ofPlatform().daemon().name("supervision").start(KafkaBroker::endWithStandardInput);
    format(properties);
    Kafka.main(new String[] {properties.toString()});
  }

  private static void format(Path properties) {
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String[] words = {
      "format",
      "--ignore-formatted",
      "--standalone",
      "--cluster-id",
      KafkaServer.CLUSTER,
      "--config",
      properties.toString()
    };
    if (!Files.exists(properties.resolveSibling("data").resolve("meta.properties"))
        && StorageTool.execute(words, output) != 0) {
      throw new IllegalStateException("cannot format the storage");
    }
  }

  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said on standard input; only its end matters.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    System.exit(0);
  }
}
