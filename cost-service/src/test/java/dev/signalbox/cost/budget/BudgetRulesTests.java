package dev.signalbox.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.cost.alert.AlertFixtures;
import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BudgetRulesTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final BudgetRules rules = new BudgetRules(AlertFixtures.allChannels());

  @Test
  void whatIsNotSaidIsUsual() {
    BudgetDefinition read =
        read(
            """
            {"name": "engines", "scope": {"kind": "team", "value": "engines"}, "limit": "12.50",
             "period": {"kind": "month"}}
            """);

    assertThat(read)
        .isEqualTo(
            new BudgetDefinition(
                "engines",
                new Scope(ScopeKind.TEAM, "engines"),
                Unit.USD,
                new BigDecimal("12.50"),
                new Period.Calendar(Period.Every.MONTH, ZoneId.of("UTC")),
                new Enforcement.Hard(Enforcement.UnknownPrice.REFUSE),
                new AlertRules(
                    List.of(BigDecimal.valueOf(80), BigDecimal.valueOf(100)),
                    List.of(new BigDecimal("100.00")),
                    List.of(),
                    List.of())));
  }

  @Test
  void everythingCanBeSaid() {
    BudgetDefinition read =
        read(
            """
            {"name": "each key", "scope": {"kind": "key", "value": "*"}, "unit": "tokens",
             "limit": 5000, "period": {"kind": "rolling", "hours": 24}, "enforcement": "hard",
             "unknown_price": "flag",
             "alerts": {"percent": [50, 99.5], "absolute": [4000],
                        "webhooks": ["https://example.com/hook"], "emails": ["ada@example.com"]}}
            """);

    assertThat(read.scope().each()).isTrue();
    assertThat(read.period()).isEqualTo(new Period.Rolling(24));
    assertThat(read.limit()).isEqualByComparingTo("5000");
    assertThat(read.enforcement()).isEqualTo(new Enforcement.Hard(Enforcement.UnknownPrice.FLAG));
    assertThat(read.alerts().amounts()).containsExactly(new BigDecimal("4000"));
    assertThat(read.alerts().emails()).containsExactly("ada@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limit\": \"-1\"}|limit",
        "{\"limit\": \"NaN\"}|limit",
        "{\"limit\": \"1e30\"}|limit",
        "{\"limit\": \"0.0000000000000000000000000000000000000001\"}|limit",
        "{\"limit\": \"9999999999999\"}|limit",
        "{\"limit\": 100.5}|limit",
        "{\"limit\": null}|limit",
        "{\"unit\": \"tokens\", \"limit\": \"1.5\"}|limit",
        "{\"unit\": \"EUR\"}|unit",
        "{\"name\": \" \"}|name",
        "{\"scope\": {\"kind\": \"planet\", \"value\": \"x\"}}|scope.kind",
        "{\"scope\": {\"kind\": \"team\"}}|scope.value",
        "{\"scope\": {\"kind\": \"model\", \"value\": \"gpt-4o\"}}|scope.value",
        "{\"scope\": {\"kind\": \"model\", \"value\": \"/gpt-4o\"}}|scope.value",
        "{\"scope\": {\"kind\": \"model\", \"value\": \"openai/\"}}|scope.value",
        "{\"scope\": {\"kind\": \"everything\", \"value\": \"x\"}}|scope.value",
        "{\"scope\": null}|scope.kind",
        "{\"period\": null}|period",
        "{\"period\": {\"kind\": \"year\"}}|period.kind",
        "{\"period\": {\"kind\": \"day\", \"time_zone\": \"Mars/Olympus\"}}|period.time_zone",
        "{\"period\": {\"kind\": \"rolling\"}}|period.hours",
        "{\"period\": {\"kind\": \"rolling\", \"hours\": 0}}|period.hours",
        "{\"period\": {\"kind\": \"day\", \"hours\": 3}}|period.hours",
        "{\"period\": {\"kind\": \"total\", \"time_zone\": \"UTC\"}}|period.time_zone",
        "{\"enforcement\": \"firm\"}|enforcement",
        "{\"enforcement\": \"soft\", \"unknown_price\": \"flag\"}|enforcement",
        "{\"unknown_price\": \"free\"}|unknown_price",
        "{\"alerts\": {\"percent\": [0]}}|alerts.percent[0]",
        "{\"alerts\": {\"percent\": [1e30]}}|alerts.percent[0]",
        "{\"alerts\": {\"absolute\": [\"x\"]}}|alerts.absolute[0]",
        "{\"alerts\": {\"webhooks\": [\"ftp://example.com\"]}}|alerts.webhooks[0]",
        "{\"alerts\": {\"webhooks\": [null]}}|alerts.webhooks[0]",
        "{\"alerts\": {\"emails\": [\"a@b\\r\\nBcc: c@d\"]}}|alerts.emails[0]"
      })
  void whatIsWrongIsNamed(String change, String field) {
    String good =
        """
        {"name": "all", "scope": {"kind": "everything"}, "limit": "1", "period": {"kind": "total"}}
        """;
    ObjectNode document = (ObjectNode) JSON.readTree(good);
    document.setAll((ObjectNode) JSON.readTree(change));

    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> read(document.toString()));

    assertThat(problem.errors()).extracting(FieldProblem::field).containsExactly(field);
  }

  private BudgetDefinition read(String document) {
    return rules.read(JSON.readValue(document, BudgetDocument.class));
  }
}
