package dev.signalbox.mcppool.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RedactionTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Redaction redaction = new Redaction(new AuditProperties(Set.of("path", "token")));

  @Test
  void ofATextTheLengthIsToldAndWhatIsNoTextIsToldWhole() {
    assertThat(redacted("{'query':'who is it','limit':3,'deep':true,'none':null}"))
        .isEqualTo(json("{'query':'*** (9 characters)','limit':3,'deep':true,'none':null}"));
  }

  @Test
  void whatWasSaidToBeHarmlessIsToldUnlessItSoundsOfASecret() {
    assertThat(redacted("{'path':'/srv/a','token':'t','nested':{'path':['b','c']}}"))
        .isEqualTo(json("{'path':'/srv/a','token':'***','nested':{'path':['b','c']}}"));
  }

  @Test
  void aSecretIsHiddenWhateverItIsMadeOf() {
    assertThat(redacted("{'api_key':7,'userPassword':{'old':1},'Authorization':['x']}"))
        .isEqualTo(json("{'api_key':'***','userPassword':'***','Authorization':'***'}"));
  }

  @Test
  void itIsNeverLong() {
    String deep = "[".repeat(40) + "1" + "]".repeat(40);
    assertThat(redacted("{'deep':" + deep + "}").toString()).contains("***");
    assertThat(redacted("{'path':'" + "x".repeat(1000) + "'}").toString()).hasSizeLessThan(300);
    assertThat(redacted("{'many':[" + "1,".repeat(999) + "1]}").get("many")).hasSize(50);
  }

  @Test
  void namesAndDefaultsOfItsProperties() {
    assertThat(bind(Map.of())).isEqualTo(new AuditProperties(Set.of()));
    assertThat(bind(Map.of("signalbox.mcp.audit.shown-arguments", "path,repo")))
        .isEqualTo(new AuditProperties(Set.of("path", "repo")));
  }

  private JsonNode redacted(String arguments) {
    return redaction.redacted(json(arguments));
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  private static AuditProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp.audit", AuditProperties.class);
  }
}
