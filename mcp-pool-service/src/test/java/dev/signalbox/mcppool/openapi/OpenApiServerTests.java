package dev.signalbox.mcppool.openapi;

import static java.time.Duration.ofSeconds;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.local.TimeLimit;
import dev.signalbox.mcppool.testing.FakeRestApi;
import dev.signalbox.mcppool.transport.HttpCalls;
import dev.signalbox.mcppool.transport.HttpConnections;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class OpenApiServerTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FakeRestApi api = new FakeRestApi();
  private final HttpConnections connections =
      new HttpConnections(new AddressGuard(true), 16, 16, ofSeconds(5), ofSeconds(60));
  private final ReadDocument documents =
      new ReadDocument(
          new HttpCalls(connections),
          new OpenApiProperties(DataSize.ofKilobytes(64), 10, DataSize.ofKilobytes(1)));
  private final OpenApiDocument document =
      documents.given(JsonNodeFactory.instance.stringNode(FakeRestApi.DOCUMENT));
  private final OpenApiServer server =
      new OpenApiServer(
          new HttpCalls(connections),
          document,
          document.base(null, URI.create(api.url("/openapi.yaml"))),
          new Credentials(
              Map.of("Authorization", "Bearer s3cret"),
              Map.of("key", "k/1"),
              Map.of("session", "given")),
          text -> text.replace("Bearer s3cret", "***"),
          1024);

  @AfterEach
  void close() {
    connections.close();
    api.close();
  }

  @Test
  void eachOperationIsAToolThatSaysWhatItTakes() {
    assertThat(server.tools())
        .extracting(tool -> tool.get("name").stringValue())
        .containsExactly(
            "get_pet",
            "putPet",
            "post_pets",
            "needsCookie",
            "upload",
            "raw",
            "long",
            "missing",
            "image",
            "elsewhere");
    JsonNode get = server.tools().get(0);
    assertThat(get.get("title").stringValue()).isEqualTo("One pet");
    assertThat(get.at("/annotations/readOnlyHint").booleanValue()).isTrue();
    assertThat(get.at("/inputSchema/properties").propertyNames())
        .containsExactly("petId", "fields", "filter", "X-Trace", "taste");
    assertThat(get.at("/inputSchema/required").toString()).isEqualTo("[\"petId\"]");
    JsonNode put = server.tools().get(1);
    assertThat(put.at("/annotations/readOnlyHint").booleanValue()).isFalse();
    assertThat(put.at("/annotations/idempotentHint").booleanValue()).isTrue();
  }

  @Test
  void schemasAreJsonSchemaAndReferToThemselves() {
    JsonNode schema = server.tools().get(1).get("inputSchema");
    assertThat(schema.at("/properties/body/$ref").stringValue()).isEqualTo("#/$defs/Pet");
    assertThat(schema.at("/$defs/Pet"))
        .isEqualTo(
            JSON.readTree(
                """
                {"type": "object", "required": ["name"], "properties": {
                  "name": {"type": ["string", "null"]},
                  "weight": {"type": "number", "exclusiveMinimum": 0},
                  "parent": {"$ref": "#/$defs/Pet"},
                  "other": {}}}
                """));
  }

  @Test
  void argumentsGoWhereTheyBelongAndNoFurther() throws InterruptedException {
    JsonNode asked =
        structured(
            "get_pet",
            """
            {"petId": "a/../b?c=d", "fields": ["name", "a b"], "filter": {"kind": "dog"},
             "X-Trace": "t1"}
            """);

    assertThat(asked.get("uri").stringValue())
        .isEqualTo(
            "/api/v1/pets/a%2F..%2Fb%3Fc%3Dd?fields=name&fields=a%20b&filter%5Bkind%5D=dog&key=k%2F1");
    assertThat(asked.get("trace").stringValue()).isEqualTo("t1");
    assertThat(asked.get("authorized").booleanValue()).isTrue();
    assertThat(error("get_pet", "{\"petId\": \"..\"}")).contains("cannot be part of a path");
    assertThat(error("get_pet", "{}")).contains("an argument is missing");
    assertThat(error("get_pet", "{\"petId\": \"1\", \"X-Trace\": \"a\\r\\nB: c\"}"))
        .contains("cannot be a header");
  }

  @Test
  void whatGoesAlongWithEveryRequestIsNoArgument() throws InterruptedException {
    JsonNode tool = server.tools().get(5);
    assertThat(tool.at("/inputSchema/properties").propertyNames()).containsExactly("body");
    assertThat(tool.at("/inputSchema/required")).isEmpty();

    JsonNode raw = structured("raw", "{\"key\": \"mine\", \"body\": {\"text\": \"as it is\"}}");
    assertThat(raw.get("uri").stringValue()).isEqualTo("/api/v1/files?key=k%2F1");
    assertThat(raw.get("type").stringValue()).isEqualTo("application/octet-stream");
    assertThat(raw.get("body").stringValue()).isEqualTo("as it is");
    JsonNode get = structured("get_pet", "{\"petId\": \"1\", \"taste\": \"a; session=b\"}");
    assertThat(get.get("cookie").stringValue())
        .isEqualTo("session=given; taste=a%3B%20session%3Db");
  }

  @Test
  void aBodyOfPartsCarriesFiles() throws InterruptedException {
    JsonNode tool = server.tools().get(4);
    assertThat(
            tool.at("/inputSchema/properties/body/properties/portrait/properties").propertyNames())
        .contains("text", "base64", "filename", "media_type");

    JsonNode sent =
        structured(
            "upload",
            """
            {"body": {"note": "hi", "about": {"name": "Rex"},
              "portrait": {"base64": "UE5H", "filename": "a\\"\\r\\n.png"},
              "others": [{"text": "one"}, {"text": "two", "media_type": "text/csv"}]}}
            """);
    String type = sent.get("type").stringValue();
    assertThat(type).startsWith("multipart/form-data; boundary=");
    String boundary = "--" + type.substring(type.indexOf('=') + 1);
    assertThat(sent.get("body").stringValue())
        .isEqualTo(
            """
            B
            Content-Disposition: form-data; name="note"
            Content-Type: text/plain; charset=UTF-8

            hi
            B
            Content-Disposition: form-data; name="about"
            Content-Type: application/json

            {"name":"Rex"}
            B
            Content-Disposition: form-data; name="portrait"; filename="a%22%0D%0A.png"
            Content-Type: image/png

            PNG
            B
            Content-Disposition: form-data; name="others"; filename="others"
            Content-Type: application/octet-stream

            one
            B
            Content-Disposition: form-data; name="others"; filename="others"
            Content-Type: text/csv

            two
            B--
            """
                .replace("B\n", boundary + "\n")
                .replace("B--\n", boundary + "--\n")
                .replace("\n", "\r\n"));
    assertThat(error("upload", "{\"body\": {\"portrait\": {}}}")).contains("A file is");
    assertThat(
            error(
                "upload",
                "{\"body\": {\"portrait\": {\"text\": \"\", \"media_type\": \"a\\r\\nB: c\"}}}"))
        .contains("is no media type");
  }

  @Test
  void bodiesAreSentAsTheDocumentSays() throws InterruptedException {
    JsonNode put = structured("putPet", "{\"petId\": \"1\", \"body\": {\"name\": \"Rex\"}}");
    assertThat(put.get("type").stringValue()).isEqualTo("application/json");
    assertThat(put.get("body").stringValue()).isEqualTo("{\"name\":\"Rex\"}");
    JsonNode post = structured("post_pets", "{\"body\": {\"name\": \"Rex & Co\"}}");
    assertThat(post.get("method").stringValue()).isEqualTo("POST");
    assertThat(post.get("body").stringValue()).isEqualTo("name=Rex%20%26%20Co");
  }

  @Test
  void answersAreBoundedAndWhatFailsIsSaid() throws InterruptedException {
    String cut = call("long", "{}").at("/content/0/text").stringValue();
    assertThat(cut).hasSizeLessThan(1100).endsWith("[cut after 1024 bytes]");
    assertThat(error("missing", "{}")).isEqualTo("HTTP 404: no such thing for ***");
    assertThat(error("elsewhere", "{}")).contains("redirects are not followed");
    assertThat(call("image", "{}").at("/content/0/text").stringValue())
        .contains("9 bytes of image/png");
    api.close();
    assertThat(error("image", "{}")).contains("cannot be reached");
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    for (String text :
        new String[] {
          "{\"swagger\": \"2.0\"}",
          "{\"openapi\": \"3.1.0\", \"paths\": {}}",
          "just text",
          "a: [",
          "a: " + "x".repeat(70_000)
        }) {
      assertThatThrownBy(() -> documents.given(JsonNodeFactory.instance.stringNode(text)))
          .as(text.substring(0, Math.min(text.length(), 40)))
          .isInstanceOf(ProblemException.class);
    }
    assertThatThrownBy(() -> documents.at(URI.create(api.url("/api/v1/missing"))))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> documents.at(URI.create("file:///etc/passwd")))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> document.base(null, null)).isInstanceOf(ProblemException.class);
  }

  @Test
  void whatUnfoldsWithoutEndIsRefused() {
    assertThat(YamlTree.read("a: &a [*a]")).isEmpty();
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String before = "*a" + (i - 1);
      laughs.append("a%d: &a%d [%s]%n".formatted(i, i, String.join(", ", nCopies(10, before))));
    }
    assertThat(YamlTree.read(laughs.toString())).isEmpty();
    assertThat(YamlTree.read("a: &a {b: 1}\nc: *a")).isPresent();
  }

  @Test
  void schemasThatAreTooLongAreLeftOut() {
    String enumeration = "\"" + "x".repeat(70_000) + "\"";
    JsonNode tooLong =
        JSON.readTree(
            """
            {"openapi": "3.1.0", "paths": {"/a": {"post": {"operationId": "a", "requestBody":
              {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}},
             "components": {"schemas": {"A": {"enum": [%s]}}}}
            """
                .formatted(enumeration));
    JsonNode tool = OpenApiDocument.of(tooLong, 10).operations().getFirst().tool();
    assertThat(tool.at("/inputSchema/properties/body").isEmpty()).isTrue();
    assertThat(tool.toString()).hasSizeLessThan(1000);
  }

  @Test
  void anAddressOutOfBoundsIsNotReached() {
    try (HttpConnections guarded =
        new HttpConnections(new AddressGuard(false), 4, 4, ofSeconds(5), ofSeconds(5))) {
      ReadDocument reader =
          new ReadDocument(
              new HttpCalls(guarded),
              new OpenApiProperties(DataSize.ofKilobytes(64), 10, DataSize.ofKilobytes(1)));
      assertThatThrownBy(() -> reader.at(URI.create(api.url("/openapi.yaml"))))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem ->
                  assertThat(problem.errors().getFirst().message()).contains("cannot be read"));
    }
  }

  private JsonNode structured(String tool, String arguments) throws InterruptedException {
    JsonNode result = call(tool, arguments);
    assertThat(result.has("structuredContent")).as(result.toString()).isTrue();
    return result.get("structuredContent");
  }

  private String error(String tool, String arguments) throws InterruptedException {
    JsonNode result = call(tool, arguments);
    assertThat(result.path("isError").asBoolean(false)).as(result.toString()).isTrue();
    return result.at("/content/0/text").stringValue();
  }

  private JsonNode call(String tool, String arguments) throws InterruptedException {
    return server.call(tool, JSON.readTree(arguments), TimeLimit.in(ofSeconds(20)));
  }
}
