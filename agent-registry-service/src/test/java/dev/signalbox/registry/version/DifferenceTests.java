package dev.signalbox.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DifferenceTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void saysNothingOfTheSame() {
    assertThat(between("{\"a\": [1, {\"b\": 2}]}", "{\"a\": [1, {\"b\": 2}]}")).isEmpty();
  }

  @Test
  void namesWhatWasAddedRemovedAndReplaced() {
    assertThat(
            between(
                "{\"name\": \"A\", \"owner\": \"x\", \"models\": {\"low\": \"m\"}}",
                "{\"name\": \"B\", \"models\": {\"low\": \"n\"}, \"tags\": [\"t\"]}"))
        .containsExactly(
            "name REPLACED \"A\" \"B\"",
            "owner REMOVED \"x\" null",
            "models.low REPLACED \"m\" \"n\"",
            "tags ADDED null [\"t\"]");
  }

  @Test
  void knowsSkillsByTheirNamesWhateverTheirOrder() {
    assertThat(
            between(
                "{\"skills\": [{\"name\": \"A\", \"x\": 1}, {\"name\": \"B\", \"x\": 2}]}",
                "{\"skills\": [{\"name\": \"B\", \"x\": 3}, {\"name\": \"C\", \"x\": 4}]}"))
        .containsExactly(
            "skills[A] REMOVED {\"name\":\"A\",\"x\":1} null",
            "skills[B].x REPLACED 2 3",
            "skills[C] ADDED null {\"name\":\"C\",\"x\":4}");
  }

  @Test
  void takesAListOfTextsAsAWhole() {
    assertThat(between("{\"a\": [\"x\", \"y\"]}", "{\"a\": [\"y\"]}"))
        .containsExactly("a REPLACED [\"x\",\"y\"] [\"y\"]");
  }

  private static List<String> between(String from, String to) {
    return Difference.between(JSON.readTree(from), JSON.readTree(to)).stream()
        .map(
            change ->
                "%s %s %s %s".formatted(change.path(), change.kind(), change.from(), change.to()))
        .toList();
  }
}
