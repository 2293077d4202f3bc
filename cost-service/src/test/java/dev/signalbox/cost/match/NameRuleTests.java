package dev.signalbox.cost.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NameRuleTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"equals\": \"GPT-4o\"}                                  | gpt-4o, GPT-4O          | gpt-4o-mini",
        "{\"starts_with\": \"Claude-3\"}                           | claude-3-opus           | my-claude-3",
        "{\"ends_with\": \":Free\"}                                | llama:free              | llama:free-ish",
        "{\"contains\": \"mini\"}                                  | gpt-4o-MINI-2024        | gpt-4o",
        "{\"regex\": \"^o[134]\"}                                  | o1-preview, O3          | gpt-o1",
        "{\"regex\": \"-\\\\d{8}$\"}                               | claude-20240620         | claude-2024062",
        "{\"or\": [{\"equals\": \"a\"}, {\"starts_with\": \"b\"}]} | a, bc                   | ca",
        "{\"and\": [{\"contains\": \"a\"}, {\"contains\": \"b\"}]} | xaxb                    | xa"
      })
  void saysWhichNamesAreMeant(String rule, String meant, String other) {
    NameRule read = NameRuleFormat.read(JSON.readTree(rule));

    assertThat(meant.split(","))
        .allSatisfy(name -> assertThat(read.matches(name.strip())).isTrue());
    assertThat(read.matches(other)).isFalse();
    assertThat(NameRuleFormat.read(NameRuleFormat.write(read)).matches(other)).isFalse();
    assertThat(NameRuleFormat.write(NameRuleFormat.read(NameRuleFormat.write(read))))
        .isEqualTo(NameRuleFormat.write(read));
  }

  @Test
  void tellsWhichClauseHeld() {
    NameRule rule =
        NameRuleFormat.read(
            JSON.readTree("{\"or\": [{\"equals\": \"a\"}, {\"or\": [{\"starts_with\": \"b\"}]}]}"));

    assertThat(rule.holding("bc")).contains(new NameRule.Prefix("b"));
    assertThat(rule.holding("c")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"gpt\"",
        "{\"equals\": 1}",
        "{\"equals\": \"\"}",
        "{\"equals\": \"a\", \"contains\": \"b\"}",
        "{\"sounds_like\": \"a\"}",
        "{\"or\": []}",
        "{\"regex\": \"(\"}",
        "{\"regex\": \"(a)\\\\1\"}",
        "{\"or\": [{\"or\": [{\"or\": [{\"or\": [{\"or\": [{\"or\": [{\"or\": [{\"or\": [{\"or\": [{\"equals\": \"a\"}]}]}]}]}]}]}]}]}]}"
      })
  void whatIsNoRuleIsRefused(String json) {
    assertThatThrownBy(() -> NameRuleFormat.read(JSON.readTree(json)))
        .isInstanceOf(InvalidNameRuleException.class);
  }
}
