package dev.signalbox.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaSettingsTests {
  @Test
  void listenOnTheLoopbackAddressAloneAndKeepDataWhereTold() throws IOException {
    Properties properties = new Properties();
    properties.load(
        new StringReader(KafkaSettings.properties(9192, 9193, Path.of("/a folder/data"))));

    assertThat(properties)
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9192,CONTROLLER://127.0.0.1:9193")
        .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:9192")
        .containsEntry("log.dirs", "/a folder/data")
        .containsEntry("auto.create.topics.enable", "false")
        .containsEntry("offsets.topic.replication.factor", "1");
  }
}
