package dev.signalbox.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSenderTests {
  @Test
  void whatKeepsTheOrderCannotBeConfiguredAway() {
    Map<String, Object> properties =
        EventSender.producerProperties(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "acks", "1",
                "enable.idempotence", "false",
                "max.in.flight.requests.per.connection", "5",
                "delivery.timeout.ms", "1000"));

    assertThat(properties)
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("max.in.flight.requests.per.connection", 1)
        .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE);
  }
}
