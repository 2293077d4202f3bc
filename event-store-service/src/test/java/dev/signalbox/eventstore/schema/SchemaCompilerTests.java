package dev.signalbox.eventstore.schema;

import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCompilerTests {

  private final SchemaCompiler compiler =
      new SchemaCompiler(
          SchemaPropertiesTests.bind(
              Map.of("signalbox.event-store.schemas.pattern-steps", "100000")));

  @Test
  void pointsAtWhatIsWrong() {
    CompiledSchema schema =
        compiler.compile(
            json(
                """
                {"type":"object","required":["id"],
                 "properties":{"id":{"type":"string"},"items":{"type":"array","items":{"type":"integer"}}}}
                """));

    assertThat(schema.violationsOf(json("{\"id\":\"a\",\"items\":[1,2]}"))).isEmpty();
    assertThat(schema.violationsOf(json("{\"items\":[1,\"a~b/c\"]}")))
        .extracting(Violation::pointer, Violation::keyword)
        .containsExactly(tuple("", "required"), tuple("/items/1", "type"));
  }

  @Test
  void followsReferencesWithin() {
    CompiledSchema tree =
        compiler.compile(
            json(
                """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.org/tree",
                 "$ref":"#/$defs/node",
                 "$defs":{"node":{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}
                """));

    assertThat(tree.violationsOf(json("{\"children\":[{\"children\":[]}]}"))).isEmpty();
    assertThat(tree.violationsOf(json("{\"children\":[{\"children\":[1]}]}")))
        .extracting(Violation::pointer)
        .containsExactly("/children/0/children/0");
  }

  @Test
  void countsDecimalsExactly() {
    CompiledSchema schema =
        compiler.compile(json("{\"properties\":{\"usd\":{\"multipleOf\":0.01}}}"));

    assertThat(schema.violationsOf(json("{\"usd\":1.13}"))).isEmpty();
    assertThat(schema.violationsOf(json("{\"usd\":1.131}"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "[]",
        "{\"type\":\"thing\"}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
        "{\"$ref\":\"other.json\"}",
        "{\"$ref\":\"#/$defs/none\"}",
        "{\"properties\":{\"a\":{\"$dynamicRef\":\"https://example.org/x#y\"}}}",
        "{\"properties\":{\"a\":{\"$id\":\"https://example.org/x\"}}}",
        "{\"$ref\":\"#\"}",
        "{\"allOf\":[{\"$ref\":\"#/$defs/a\"}],\"$defs\":{\"a\":{\"anyOf\":[{\"$ref\":\"#\"}]}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"#/properties/a\"}}}",
        "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
        "{\"properties\":{\"a\":{\"x-personal\":true}}}",
        "{\"x-personal\":{\"subject\":\"/id\"},\"properties\":{\"a\":{\"items\":{\"x-personal\":true}}}}",
        "{\"x-personal\":{\"subject\":\"/id\"},\"$defs\":{\"a\":{\"x-personal\":true}}}",
        "{\"x-personal\":{\"subject\":\"id\"}}",
        "{\"x-personal\":true}"
      })
  void refusesWhatCannotBeUsed(String schema) {
    assertThatThrownBy(() -> compiler.compile(json(schema)))
        .isInstanceOf(InvalidSchemaException.class);
  }

  @Test
  void refusesASchemaThatGrowsBeyondMeasure() {
    StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int level = 0; level < 40; level++) {
      String next = "{\"$ref\":\"#/$defs/d" + (level + 1) + "\"}";
      schema.append("\"d%d\":{\"allOf\":[%s,%s]},".formatted(level, next, next));
    }
    schema.append("\"d40\":{}}}");

    assertThatThrownBy(() -> compiler.compile(json(schema.toString())))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessageContaining("10000 parts");
  }

  @Test
  void fetchesNothing() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String remote = "http://localhost:" + server.getAddress().getPort() + "/s.json";
      for (String schema :
          new String[] {
            "{\"$ref\":\"%s\"}",
            "{\"$schema\":\"%s\"}",
            "{\"$dynamicRef\":\"%s#a\"}",
            "{\"$id\":\"%s\",\"$ref\":\"t.json\"}"
          }) {
        assertThatThrownBy(() -> compiler.compile(json(schema.formatted(remote))))
            .isInstanceOf(InvalidSchemaException.class);
      }
    } finally {
      server.stop(0);
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void givesUpOnAPatternThatWouldTakeForEver() {
    CompiledSchema schema =
        compiler.compile(json("{\"properties\":{\"a\":{\"pattern\":\"^(.*?,){11}P\"}}}"));
    String numbers =
        IntStream.rangeClosed(1, 21).mapToObj(Integer::toString).collect(Collectors.joining(","));

    assertThat(schema.violationsOf(json("{\"a\":\"1,2,3,4,5,6,7,8,9,10,11,P\"}"))).isEmpty();
    assertThat(schema.violationsOf(json("{\"a\":\"" + numbers + "\"}")))
        .singleElement()
        .satisfies(violation -> assertThat(violation.message()).contains("too long"));
  }

  @Test
  void findsPersonalPropertiesAtAnyDepth() {
    CompiledSchema schema =
        compiler.compile(
            json(
                """
                {"x-personal":{"subject":"/user_id"},
                 "properties":{"email":{"type":"string","x-personal":true},
                   "address":{"properties":{"a/b":{"x-personal":true},"city":{}}}}}
                """));

    PersonalRule rule = schema.personal().orElseThrow();
    assertThat(rule.subject()).hasToString("/user_id");
    assertThat(rule.fields())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("/email", "/address/a~1b");
  }
}
