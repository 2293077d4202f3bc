package dev.signalbox.cost.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class PricesApiIntegrationTests {

  private static final String IMPORTS = "/api/v1/prices/imports";
  private static final String FILE = resource("/prices/imported_genai_prices.json");
  private static final String ROCKET =
      """
      {"provider": "my-acme", "api_flavor": "odd", "model": "rocket-7",
       "usage": {"in": 1000000, "searches": 2}}
      """;

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recordedEvents;

  private int before;

  @BeforeEach
  void rememberThePrices() {
    before = newestVersion();
  }

  /** Other tests of this context find the prices that were there. */
  @AfterEach
  void revert() {
    client.post("/api/v1/prices/versions/" + before + "/revert", "");
  }

  @Test
  void anImportIsShownThenAppliedThenReverted() {
    Answer preview = importFile("genai-prices", FILE);

    assertThat(preview.status()).isEqualTo(201);
    JsonNode json = preview.json();
    String id = json.path("import_id").asString();
    assertThat(preview.header("Location")).isEqualTo(IMPORTS + "/" + id);
    assertThat(json.path("added").intValue()).isEqualTo(2);
    assertThat(json.path("changed").intValue()).isEqualTo(1);
    assertThat(json.path("removed").intValue()).isZero();
    assertThat(json.path("applied_version").isNull()).isTrue();
    assertThat(json.path("skipped").path(0).path("name").asString()).isEqualTo("acme/moon");
    JsonNode changed = json.path("changes").path(0);
    assertThat(changed.path("change").asString()).isEqualTo("changed");
    assertThat(changed.path("model").asString()).isEqualTo("gpt-4o");
    assertThat(rate(changed.path("before"))).isEqualTo("2.5");
    assertThat(rate(changed.path("after"))).isEqualTo("99");
    assertThat(calculate(ROCKET).status()).isEqualTo(400);

    Answer applied = client.post(IMPORTS + "/" + id + "/apply", "");

    assertThat(applied.status()).isEqualTo(200);
    int version = applied.json().path("price_version").intValue();
    assertThat(version).isEqualTo(before + 1);
    JsonNode cost = calculate(ROCKET).json();
    assertThat(cost.path("input_cost").asString()).isEqualTo("2.5");
    assertThat(cost.path("other_cost").asString()).isEqualTo("0.07");
    assertThat(cost.path("total_cost").asString()).isEqualTo("2.57");
    assertThat(cost.path("matched_by").asString()).isEqualTo("prefix");
    assertThat(cost.path("match").path("starts_with").asString()).isEqualTo("rocket");
    assertThat(cost.path("price").path("origin").asString()).isEqualTo("genai-prices");
    assertThat(cost.path("price_version").intValue()).isEqualTo(version);
    assertThat(
            client.post(IMPORTS + "/" + id + "/apply", "").json().path("price_version").intValue())
        .isEqualTo(version);
    recordedEvents.awaitEvent(
        Topics.AUDIT,
        event ->
            event.type().equals("signalbox.prices.changed.v1")
                && event.data().path("version").intValue() == version);

    Answer reverted = client.post("/api/v1/prices/versions/" + before + "/revert", "");

    assertThat(reverted.json().path("reason").asString()).isEqualTo("revert");
    assertThat(calculate(ROCKET).status()).isEqualTo(400);
    JsonNode versions = client.as(Role.VIEWER).get("/api/v1/prices/versions?limit=2").json();
    assertThat(versions.path("data").path(0).path("reverted_to").intValue()).isEqualTo(before);
    assertThat(versions.path("data").path(1).path("reason").asString()).isEqualTo("import");
    assertThat(versions.path("data").path(1).path("origins").toString())
        .isEqualTo("[\"genai-prices\",\"shipped\"]");
    assertThat(versions.path("next_cursor").intValue()).isEqualTo(version);
  }

  @Test
  void changesAreShownInPartsThatFitTogether() {
    String id = importFile("genai-prices", FILE).json().path("import_id").asString();

    JsonNode first = client.get(IMPORTS + "/" + id + "?limit=2").json();
    JsonNode rest = client.get(IMPORTS + "/" + id + "?limit=2&cursor=2").json();

    assertThat(first.path("changes").findValuesAsString("model"))
        .containsExactly("gpt-4o", "comet");
    assertThat(first.path("next_cursor").intValue()).isEqualTo(2);
    assertThat(rest.path("changes").findValuesAsString("model")).containsExactly("rocket");
    assertThat(rest.path("next_cursor").isNull()).isTrue();
    assertThat(client.get(IMPORTS + "/imp_unknown").problemCode())
        .isEqualTo("unknown_price_import");
    assertThat(client.post(IMPORTS + "/imp_unknown/apply", "").status()).isEqualTo(404);
  }

  @Test
  void anImportThatWasComparedWithOtherPricesIsNotApplied() {
    String first = importFile("genai-prices", FILE).json().path("import_id").asString();
    String second = importFile("genai-prices", FILE).json().path("import_id").asString();
    client.post(IMPORTS + "/" + first + "/apply", "");

    Answer stale = client.post(IMPORTS + "/" + second + "/apply", "");

    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.problemCode()).isEqualTo("stale_price_import");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "litellm|{\"acme/rocket\": {\"litellm_provider\": \"acme\", \"input_cost_per_token\": 1e-06, \"output_cost_per_token\": 2e-06}}",
        "models.dev|{\"acme\": {\"models\": {\"rocket\": {\"cost\": {\"input\": 1, \"output\": 2}}}}}",
        "signalbox|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"acme\", \"models\": [{\"model\": \"rocket\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": \"1\", \"output_visible\": \"2\"}}]}]}]}"
      })
  void everyFormIsTaken(String format, String file) {
    String id = importFile(format, file).json().path("import_id").asString();
    client.post(IMPORTS + "/" + id + "/apply", "");

    JsonNode price = client.as(Role.VIEWER).get("/api/v1/prices?provider=acme&model=rocket").json();

    assertThat(price.path("origin").asString()).isEqualTo(format);
    assertThat(price.path("price").path("usd_per_million").path("input_uncached").asString())
        .isEqualTo("1");
    String byId = URLEncoder.encode(price.path("price_id").asString(), StandardCharsets.UTF_8);
    assertThat(client.get("/api/v1/prices?price_id=" + byId).json().path("price"))
        .isEqualTo(price.path("price"));
  }

  @Test
  void aFileThatIsCutOffOrSaysWhatCannotBeRightChangesNothing() {
    Answer cut = importFile("genai-prices", FILE.substring(0, FILE.length() / 2));
    Answer negative = importFile("genai-prices", FILE.replace("1.25", "-1.25"));
    Answer nan = importFile("genai-prices", FILE.replace("1.25", "NaN"));
    Answer huge = importFile("genai-prices", FILE.replace("1.25", "1e30"));
    Answer other = importFile("litellm", FILE);
    Answer unknown = importFile("csv", FILE);
    Answer picture = sendAs("image/png");

    assertThat(cut.status()).isEqualTo(400);
    assertThat(cut.problemCode()).isEqualTo("malformed_json");
    assertThat(cut.body()).contains("cut off (line ", "Nothing was imported");
    assertThat(negative.status()).isEqualTo(422);
    assertThat(negative.problemCode()).isEqualTo("invalid_prices");
    assertThat(negative.json().path("errors").path(0).path("field").asString())
        .isEqualTo("[0].models[0].input_mtok.base");
    assertThat(nan.problemCode()).isEqualTo("malformed_json");
    assertThat(huge.problemCode()).isEqualTo("invalid_prices");
    assertThat(other.problemCode()).isEqualTo("invalid_prices");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(picture.status()).isEqualTo(415);
    assertThat(newestVersion()).isEqualTo(before);
  }

  @Test
  void aFileThatIsCalledAFormIsAFileEvenSo() {
    Answer form = sendAs("application/x-www-form-urlencoded");

    assertThat(form.status()).isEqualTo(201);
    assertThat(form.json().path("added").intValue()).isEqualTo(2);
  }

  private Answer sendAs(String type) {
    return client.send(
        client
            .request(IMPORTS + "?format=genai-prices")
            .setHeader("Content-Type", type)
            .POST(BodyPublishers.ofString(FILE)));
  }

  @Test
  void aFileOf200MegabytesIsRefusedWhetherItSaysItsLengthOrNot() {
    byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);

    Answer announced =
        send(
            BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> blanks(megabyte)), 200L << 20));
    Answer streamed = send(BodyPublishers.ofInputStream(() -> blanks(megabyte)));

    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.problemCode()).isEqualTo("body_too_large");
    assertThat(announced.body()).contains("20971520 bytes");
    assertThat(streamed.status()).isEqualTo(413);
    assertThat(newestVersion()).isEqualTo(before);
  }

  @Test
  void onlyAdministratorsChangePrices() {
    ServiceClient viewer = client.as(Role.OPERATOR);

    assertThat(viewer.post(IMPORTS + "?format=genai-prices", FILE).status()).isEqualTo(403);
    assertThat(viewer.post(IMPORTS + "/imp_x/apply", "").status()).isEqualTo(403);
    assertThat(viewer.post("/api/v1/prices/versions/1/revert", "").status()).isEqualTo(403);
    assertThat(viewer.post("/api/v1/prices/overrides", "{}").status()).isEqualTo(403);
    assertThat(client.post("/api/v1/prices/versions/1000000/revert", "").problemCode())
        .isEqualTo("unknown_price_version");
  }

  @Test
  void anOverrideHoldsForItsTeamUntilItEnds() {
    String body =
        """
        {"provider": "openai", "api_flavor": "chat", "model": "gpt-4o",
         "usage": {"prompt_tokens": 1000000, "completion_tokens": 0}}
        """;
    ServiceClient ofTeam =
        client.with(
            "Authorization",
            "Bearer " + TestTokens.token(Role.VIEWER).claim("team", "astronauts").sign());
    Answer added = override("astronauts", "");

    assertThat(added.status()).isEqualTo(201);
    JsonNode cost = ofTeam.post("/api/v1/costs/calculate", body).json();
    assertThat(cost.path("total_cost").asString()).isEqualTo("0.5");
    assertThat(cost.path("price").path("origin").asString()).isEqualTo("override");
    assertThat(calculate(body).json().path("total_cost").asString()).isEqualTo("2.5");
    assertThat(
            calculate(body.replace("{\"provider", "{\"team\": \"astronauts\", \"provider"))
                .json()
                .path("total_cost")
                .asString())
        .isEqualTo("0.5");
    assertThat(
            client
                .as(Role.VIEWER)
                .post(
                    "/api/v1/costs/calculate",
                    body.replace("{\"provider", "{\"team\": \"astronauts\", \"provider"))
                .status())
        .isEqualTo(403);
    assertThat(client.get("/api/v1/prices/overrides?team=astronauts").json().path("data"))
        .hasSize(1);

    String path = added.header("Location");
    assertThat(client.delete(String.valueOf(path)).status()).isEqualTo(204);
    assertThat(client.delete(String.valueOf(path)).problemCode())
        .isEqualTo("unknown_price_override");
    assertThat(ofTeam.post("/api/v1/costs/calculate", body).json().path("total_cost").asString())
        .isEqualTo("2.5");
  }

  @Test
  void overridesThatWouldHoldAtTheSameTimeAreRefused() {
    Answer first = override("pilots", "\"valid_to\": \"2026-06-01\",");
    Answer overlapping = override("pilots", "\"valid_from\": \"2026-05-01\",");
    Answer following = override("pilots", "\"valid_from\": \"2026-06-01\",");
    Answer negative = override("pilots", "\"usd_per_thousand\": {\"web_searches\": \"-1\"},");

    assertThat(first.status()).isEqualTo(201);
    assertThat(overlapping.status()).isEqualTo(400);
    assertThat(overlapping.body()).contains("must not hold at the same time");
    assertThat(following.status()).isEqualTo(201);
    assertThat(negative.json().path("errors").path(0).path("field").asString())
        .isEqualTo("price.web_searches");
    client.delete(String.valueOf(first.header("Location")));
    client.delete(String.valueOf(following.header("Location")));
  }

  private Answer override(String team, String more) {
    return client.post(
        "/api/v1/prices/overrides",
        """
        {"team": "%s", "provider": "OpenAI", "model": "gpt-4o", "match": {"starts_with": "gpt-4o"},
         "price": {%s "usd_per_million": {"input_uncached": "0.5", "output_visible": "1"}}}
        """
            .formatted(team, more));
  }

  private Answer importFile(String format, String file) {
    return client.post(IMPORTS + "?format=" + format, file);
  }

  private Answer send(BodyPublisher file) {
    return client.send(client.request(IMPORTS + "?format=genai-prices").POST(file));
  }

  /** 200 MB of blanks. */
  private static InputStream blanks(byte[] megabyte) {
    return new SequenceInputStream(
        Collections.enumeration(
            Collections.nCopies(200, megabyte).stream()
                .map(part -> (InputStream) new ByteArrayInputStream(part))
                .toList()));
  }

  private Answer calculate(String body) {
    return client.post("/api/v1/costs/calculate", body);
  }

  private int newestVersion() {
    return client
        .get("/api/v1/prices/versions?limit=1")
        .json()
        .path("data")
        .path(0)
        .path("version")
        .intValue();
  }

  private static String rate(JsonNode prices) {
    return prices.path(0).path("usd_per_million").path("input_uncached").asString();
  }

  private static String resource(String name) {
    try (InputStream file = PricesApiIntegrationTests.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
