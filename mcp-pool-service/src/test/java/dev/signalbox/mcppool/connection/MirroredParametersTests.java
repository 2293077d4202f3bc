package dev.signalbox.mcppool.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MirroredParametersTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void valuesAreReadWhereTheSchemaHasThem() throws MirroredParameters.Invalid {
    MirroredParameters mirrored =
        of(
            """
            {"type":"object","properties":{
              "region":{"type":"string","x-mcp-header":"Region"},
              "at":{"type":"object","properties":{"depth":{"type":"integer","x-mcp-header":"Depth"}}},
              "dry":{"type":"boolean","x-mcp-header":"Dry"},
              "x-mcp-header":{"type":"string"},
              "mode":{"type":"string","default":{"x-mcp-header":"data"}}}}
            """);

    assertThat(
            mirrored.headers(
                JSON.readTree("{\"region\":\"eu\",\"at\":{\"depth\":42},\"dry\":true}")))
        .isEqualTo(
            Map.of("Mcp-Param-Region", "eu", "Mcp-Param-Depth", "42", "Mcp-Param-Dry", "true"));
    assertThat(mirrored.headers(JSON.readTree("{\"region\":null,\"at\":5}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'a':{'type':'string','x-mcp-header':''}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':'no spaces'}}}",
        "{'properties':{'a':{'type':'number','x-mcp-header':'A'}}}",
        "{'properties':{'a':{'x-mcp-header':'A'}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':'A'},'b':{'type':'string','x-mcp-header':'a'}}}",
        "{'properties':{'a':{'type':'array','items':{'type':'string','x-mcp-header':'A'}}}}",
        "{'anyOf':[{'properties':{'a':{'type':'string','x-mcp-header':'A'}}}]}",
        "{'type':'string','x-mcp-header':'A'}"
      })
  void aBrokenRuleMakesTheToolInvalid(String schema) {
    assertThatThrownBy(() -> of(schema.replace('\'', '"')))
        .isInstanceOf(MirroredParameters.Invalid.class);
  }

  private static MirroredParameters of(String schema) throws MirroredParameters.Invalid {
    return MirroredParameters.of(JSON.readTree(schema));
  }
}
