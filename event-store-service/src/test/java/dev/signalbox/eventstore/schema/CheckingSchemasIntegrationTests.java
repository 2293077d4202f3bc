package dev.signalbox.eventstore.schema;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static dev.signalbox.eventstore.log.testing.EventFixtures.ofType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Several replicas with one database. */
@ServiceIntegrationTest
class CheckingSchemasIntegrationTests {

  private static final SchemaRules REJECT =
      new SchemaRules(OnViolation.REJECT, Compatibility.NONE, false);

  @Autowired private Schemas schemas;
  @Autowired private SchemaCompiler compiler;

  private final String type = "checking-test." + anyEventId();
  private final SchemaId id = new SchemaId(type, 1);

  private final class Replica {

    private final SchemaProperties properties;
    private final KnownSchemas known;
    private final CheckingSchemas checking;
    private final RegisteringSchemas registering;

    Replica(Map<String, String> settings) {
      this.properties = SchemaPropertiesTests.bind(settings);
      this.known = new KnownSchemas(schemas, compiler, properties);
      this.checking = new CheckingSchemas(known, properties, new SimpleMeterRegistry());
      this.registering = new RegisteringSchemas(schemas, compiler, known, properties);
    }

    List<NewEvent> admit() {
      return checking.admit(List.of(ofType(type, anyStream())));
    }

    void register(String schema, SchemaRules rules) {
      assertThat(registering.register(id, json(schema), rules))
          .isNotInstanceOf(RegisteringOutcome.InUse.class);
    }
  }

  @Test
  void anotherReplicaKnowsAChangeAfterItsNextLook() {
    Replica one = new Replica(Map.of());
    Replica other = new Replica(Map.of());
    assertThat(other.admit()).hasSize(1);
    one.register("{\"required\":[\"age\"]}", REJECT);

    other.known.refreshIfChanged();

    assertThatThrownBy(other::admit).isInstanceOf(SchemaViolationException.class);
    one.register(
        "{\"required\":[\"age\"]}", new SchemaRules(OnViolation.WARN, Compatibility.NONE, false));
    other.known.refreshIfChanged();
    assertThat(other.admit()).hasSize(1);
    assertThat(one.registering.register(id, json("{}"), REJECT))
        .isInstanceOf(RegisteringOutcome.InUse.class);
  }

  @Test
  void theFirstUseOfAnOutdatedSchemaIsNoticed() {
    Replica one = new Replica(Map.of());
    Replica other = new Replica(Map.of());
    one.register("{}", REJECT);
    assertThat(other.known.find(id)).isPresent();
    one.register("{\"required\":[\"age\"]}", REJECT);

    assertThatThrownBy(other::admit).isInstanceOf(SchemaViolationException.class);
    assertThat(schemas.find(id).orElseThrow().usedAt()).isNull();
  }

  @Test
  void refusesEventsWithoutASchemaIfThatIsWanted() {
    Replica strict = new Replica(Map.of("signalbox.event-store.schemas.unregistered", "reject"));

    assertThatThrownBy(strict::admit)
        .isInstanceOf(SchemaViolationException.class)
        .hasMessageContaining(type);
    strict.register("{}", REJECT);
    assertThat(strict.admit()).hasSize(1);
  }

  @Test
  void keepsNoMoreSchemasThanItMay() {
    Replica full = new Replica(Map.of("signalbox.event-store.schemas.max-schemas", "1"));
    new Replica(Map.of()).register("{}", REJECT);

    assertThat(full.registering.register(new SchemaId(type, 2), json("{}"), REJECT))
        .isEqualTo(new RegisteringOutcome.TooMany(1));
    assertThat(full.registering.register(id, json("{\"title\":\"x\"}"), REJECT))
        .isInstanceOf(RegisteringOutcome.Updated.class);
  }
}
