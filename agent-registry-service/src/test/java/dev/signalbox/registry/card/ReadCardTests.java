package dev.signalbox.registry.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.registry.agent.CardInterface;
import dev.signalbox.registry.agent.Skill;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReadCardTests {

  private static final String URL = "https://weather.example.com/a2a";

  private final ReadCard read = new ReadCard(JsonMapper.builder().build());

  @Test
  void readsACardOfTheFirstVersion() throws InvalidCardException {
    AgentCard card = read(CardFixtures.cardOf("Weather", URL));

    assertThat(card.name()).isEqualTo("Weather");
    assertThat(card.provider()).isEqualTo("Acme");
    assertThat(card.at()).isEqualTo(new CardInterface(URL, "JSONRPC", "1.0", "t1"));
    assertThat(card.skills())
        .containsExactly(new Skill("Forecast", "Says what comes.", List.of("Will it rain?")));
  }

  @Test
  void readsACardOfTheVersionBefore() throws InvalidCardException {
    AgentCard card = read(CardFixtures.olderCardOf("Weather", URL));

    assertThat(card.at()).isEqualTo(new CardInterface(URL, "HTTP+JSON", "0.3.0", null));
    assertThat(card.skills()).hasSize(1);
  }

  @Test
  void prefersAnInterfaceThatThePlatformSpeaks() throws InvalidCardException {
    String grpc = CardFixtures.olderCardOf("Weather", URL).replace("\"HTTP+JSON\"", "\"GRPC\"");

    assertThat(read(grpc).at())
        .isEqualTo(new CardInterface(URL + "/rpc", "JSONRPC", "0.3.0", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\": \"Weather\"|\"name\": \"\"|name is empty",
        "\"name\": \"Weather\"|\"name\": 7|name is not a text",
        "\"version\": \"1.2.0\",||version is missing",
        "\"capabilities\": {\"streaming\": true}|\"capabilities\": true|capabilities is not an object",
        "\"defaultInputModes\": [\"text/plain\"]|\"defaultInputModes\": []|defaultInputModes is empty",
        "\"defaultOutputModes\": [\"text/plain\"]|\"defaultOutputModes\": [1]|defaultOutputModes holds what is not a text",
        "\"tags\": [\"weather\"],||skills[0].tags is missing",
        "\"id\": \"forecast\",||skills[0].id is missing",
        "https://weather.example.com/a2a|file:///etc/passwd|supportedInterfaces[1].url is no http or https URL",
        "\"protocolBinding\": \"JSONRPC\",||supportedInterfaces[1].protocolBinding is missing"
      })
  void namesWhatIsWrong(String part, String instead, String fault) {
    String broken =
        CardFixtures.cardOf("Weather", URL).replace(part, instead == null ? "" : instead);

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(InvalidCardException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "<html>", "{\"supportedInterfaces\": 7}", "{}"})
  void refusesWhatIsNoCard(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidCardException.class);
  }

  @Test
  void takesOverNoMoreThanADefinitionHolds() throws InvalidCardException {
    String skills =
        IntStream.range(0, 60)
            .mapToObj(
                number ->
                    "{\"id\": \"s%d\", \"name\": \"%s %d\", \"description\": \"%s\", \"tags\": [\"t\"]}"
                        .formatted(number, "N".repeat(94), number, "d".repeat(2_000)))
            .collect(Collectors.joining(",", "[", "]"));
    String large =
        CardFixtures.cardOf("W\\u0000eather" + "r".repeat(200), URL)
            .replaceAll("\"skills\": \\[.*", "\"skills\": " + skills + "}")
            .replaceAll("(?s)\\}\\s*\"tags\": \\[\"weather\"\\].*", "}");

    AgentCard card = read(large);

    assertThat(card.name()).hasSize(100).startsWith("Weather");
    assertThat(card.skills()).hasSize(50);
    assertThat(card.skills().getFirst().description()).hasSize(1_000);
  }

  private AgentCard read(String card) throws InvalidCardException {
    return read.read(card.getBytes(StandardCharsets.UTF_8));
  }
}
