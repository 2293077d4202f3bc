package dev.signalbox.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.secret.PlatformSecret;
import dev.signalbox.gateway.startup.StartRefusedException;
import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.gateway.testing.Schema;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BootstrapKeyIntegrationTests {
  private static final int REPLICAS = 8;

  private final Schema schema = new Schema("gateway_bootstrap").migrate("latest");
  private final KeyHasher hasher =
      new KeyHasher(PlatformSecret.ofBase64(GatewayIntegrationTest.SECRET));
  private final List<Event> published = Collections.synchronizedList(new ArrayList<>());

  private BootstrapKey replica() {
    Clock clock = Clock.systemUTC();
    return new BootstrapKey(
        new ApiKeys(schema.jdbc()),
        new KeyEvents(
            new Events("gateway-service", clock, new JsonMapper(), () -> null),
            (topic, key, event) -> published.add(event)),
        hasher,
        schema.jdbc(),
        schema.transactions(),
        clock);
  }

  @Test
  void ofReplicasThatStartTogetherOneInsertsIt() throws Exception {
    CyclicBarrier start = new CyclicBarrier(REPLICAS);
    List<Future<Boolean>> attempts = new ArrayList<>();
    try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REPLICAS; i++) {
        String key = "sbx_replica000000000000000" + i;
        attempts.add(
            replicas.submit(
                () -> {
                  start.await();
                  return replica().insertIfFirst(key);
                }));
      }
    }

    int inserted = 0;
    for (Future<Boolean> attempt : attempts) {
      inserted += attempt.get() ? 1 : 0;
    }
    assertThat(inserted).isEqualTo(1);
    assertThat(new ApiKeys(schema.jdbc()).page(null, 10))
        .singleElement()
        .satisfies(key -> assertThat(key.role().wireName()).isEqualTo("admin"));
    assertThat(published).hasSize(1);
  }

  @Test
  void aRevokedKeyIsNotMadeUpForByTheNextStart() {
    assertThat(replica().insertIfFirst("sbx_first0000000000000000")).isTrue();
    schema.jdbc().sql("UPDATE api_key SET revoked_at = now()").update();

    assertThat(replica().insertIfFirst("sbx_first0000000000000000")).isFalse();
    assertThat(new ApiKeys(schema.jdbc()).findUsable(hasher.hash("sbx_first0000000000000000")))
        .isEmpty();
  }

  @Test
  void whatIsNoKeyIsRefusedAtStart() {
    assertThatThrownBy(() -> replica().insertIfFirst("secret"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("SIGNALBOX_BOOTSTRAP_KEY")
        .hasMessageNotContaining("secret,");
  }
}
