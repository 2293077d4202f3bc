package dev.signalbox.eventstore.state;

import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTests {

  // RFC 7396, appendix A, as far as target and patch are objects.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":"b"}          | {"a":"c"}                 | {"a":"c"}
          {"a":"b"}          | {"b":"c"}                 | {"a":"b","b":"c"}
          {"a":"b"}          | {"a":null}                | {}
          {"a":"b","b":"c"}  | {"a":null}                | {"b":"c"}
          {"a":["b"]}        | {"a":"c"}                 | {"a":"c"}
          {"a":"c"}          | {"a":["b"]}               | {"a":["b"]}
          {"a":{"b":"c"}}    | {"a":{"b":"d","c":null}}  | {"a":{"b":"d"}}
          {"a":[{"b":"c"}]}  | {"a":[1]}                 | {"a":[1]}
          {"e":null}         | {"a":1}                   | {"e":null,"a":1}
          {}                 | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
          """)
  void mergesAsTheSpecificationSays(String target, String patch, String merged) {
    ObjectNode state = (ObjectNode) json(target);

    MergePatch.apply(state, (ObjectNode) json(patch));

    assertThat(state).isEqualTo(json(merged));
  }
}
