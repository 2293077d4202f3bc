package dev.signalbox.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventFormatTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final JsonMapper json = JsonMapper.builder().build();
  private final EventFormat format = new EventFormat();

  private Event event(String traceparent, String causationId) {
    return new Event(
        "evt_1",
        "routing-service",
        "conversation/conv_1",
        "signalbox.conversation.started.v1",
        NOON,
        traceparent,
        causationId,
        json.readTree("{\"amount\":1.10,\"large\":123456789012345678901234567890}"));
  }

  @Test
  void anEventIsAStructuredCloudEvent() {
    JsonNode written = json.readTree(format.write(event(TRACE, "evt_0")));

    assertThat(written.get("specversion").asString()).isEqualTo("1.0");
    assertThat(written.get("id").asString()).isEqualTo("evt_1");
    assertThat(written.get("source").asString()).isEqualTo("routing-service");
    assertThat(written.get("subject").asString()).isEqualTo("conversation/conv_1");
    assertThat(written.get("type").asString()).isEqualTo("signalbox.conversation.started.v1");
    assertThat(written.get("time").asString()).isEqualTo("2026-11-20T12:00:00.123456Z");
    assertThat(written.get("datacontenttype").asString()).isEqualTo("application/json");
    assertThat(written.get("traceparent").asString()).isEqualTo(TRACE);
    assertThat(written.get("causationid").asString()).isEqualTo("evt_0");
    assertThat(written.get("data").get("amount").decimalValue()).isEqualByComparingTo("1.10");
  }

  @Test
  void whatIsWrittenIsReadBackUnchanged() {
    Event written = event(TRACE, "evt_0");

    assertThat(format.read(format.write(written))).isEqualTo(written);
  }

  @Test
  void extensionsThatAreAbsentStayAbsent() {
    Event read =
        format.read(
            """
            {"specversion":"1.0","id":"evt_1","source":"s","subject":"x/1","type":"t.v1",
             "time":"2026-11-20T13:00:00+01:00","unknown":1}
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(read.traceparent()).isNull();
    assertThat(read.causationId()).isNull();
    assertThat(read.time()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(read.data().isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"specversion\":\"1.0\"",
        "[]",
        "{\"id\":\"evt_1\"}",
        "{\"specversion\":\"1.0\",\"source\":\"s\",\"subject\":\"x\",\"type\":\"t\",\"time\":\"2026-11-20T12:00:00Z\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"subject\":\"x\",\"type\":\"t\",\"time\":\"noon\"}"
      })
  void whatIsNoEventIsRefused(String text) {
    assertThatThrownBy(() -> format.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(EventFormatException.class);
  }
}
