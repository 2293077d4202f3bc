package dev.signalbox.mcppool.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ArgumentCheckTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCHEMA =
      """
      {"type":"object","required":["city"],"additionalProperties":false,"properties":{
        "city":{"type":"string"},"days":{"type":"integer"},"unit":{"enum":["C","F"]},
        "tags":{"type":"array","items":{"type":["string","null"]}},
        "at":{"type":"object","required":["lat"],"properties":{"lat":{"type":"number"}}},
        "other":{"$ref":"#/$defs/other","pattern":"(a+)+$"}}}
      """;

  @Test
  void whatFitsPasses() {
    assertThat(
            problems(
                """
                {"city":"Bern","days":3.0,"unit":"C","tags":["a",null],"at":{"lat":46,"x":1},"other":7}
                """))
        .isEmpty();
  }

  @Test
  void nullIsAsGoodAsNothingWhereNothingIsRequired() {
    assertThat(problems("{\"city\":\"Bern\",\"unit\":null,\"more\":null}")).isEmpty();
    assertThat(problems("{\"city\":null}")).containsExactly("arguments.city must be string");
  }

  @Test
  void everyMistakeIsNamed() {
    assertThat(problems("{\"days\":1.5,\"unit\":\"K\",\"tags\":[1],\"at\":{},\"more\":1}"))
        .containsExactlyInAnyOrder(
            "arguments.city is required",
            "arguments.days must be integer",
            "arguments.unit must be one of [\"C\",\"F\"]",
            "arguments.tags[0] must be one of [\"string\",\"null\"]",
            "arguments.at.lat is required",
            "arguments.more is not known");
  }

  @Test
  void aSchemaThatIsNoneIsTheServersBusiness() {
    assertThat(ArgumentCheck.check(JSON.readTree("true"), JSON.readTree("{\"a\":1}"))).isEmpty();
    assertThat(ArgumentCheck.check(JSON.readTree("{}"), JSON.readTree("{\"a\":1}"))).isEmpty();
  }

  private static List<String> problems(String arguments) {
    return ArgumentCheck.check(JSON.readTree(SCHEMA), JSON.readTree(arguments))
        .map(ProblemException::errors)
        .orElse(List.of())
        .stream()
        .map((FieldProblem error) -> error.field() + " " + error.message())
        .toList();
  }
}
