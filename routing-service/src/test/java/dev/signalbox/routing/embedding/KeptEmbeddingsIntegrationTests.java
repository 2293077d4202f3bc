package dev.signalbox.routing.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.testing.RoutingTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class KeptEmbeddingsIntegrationTests extends RoutingTest {

  private final List<String> asked = new ArrayList<>();

  private final Embedder counting =
      text -> {
        asked.add(text);
        return new float[] {text.length(), 0.5f, -1.25f};
      };

  @AfterEach
  void forget() {
    jdbc.sql("DELETE FROM embedded_texts WHERE length(embedding) = 12").update();
  }

  @Test
  void embedsATextOnceForAllStarts() {
    List<String> texts = IntStream.range(0, 450).mapToObj(i -> "kept text " + i).toList();
    Map<String, float[]> first = new KeptEmbeddings(jdbc, clock, counting).embedAll(texts);
    asked.clear();

    Map<String, float[]> second = new KeptEmbeddings(jdbc, clock, counting).embedAll(texts);

    assertThat(asked).isEmpty();
    assertThat(second).hasSize(450);
    texts.forEach(text -> assertThat(second.get(text)).containsExactly(first.get(text)));
  }

  @Test
  void embedsOnlyWhatIsNew() {
    new KeptEmbeddings(jdbc, clock, counting).embedAll(List.of("kept a", "kept b"));
    asked.clear();

    new KeptEmbeddings(jdbc, clock, counting).embedAll(List.of("kept b", "kept c", "kept c"));

    assertThat(asked).containsExactly("kept c");
  }

  @Test
  void notesWhatIsStillInUse() {
    new KeptEmbeddings(jdbc, clock, counting).embedAll(List.of("kept a", "kept b"));
    clock.advance(Duration.ofDays(2));

    new KeptEmbeddings(jdbc, clock, counting).embedAll(List.of("kept a"));

    assertThat(
            jdbc.sql(
                    "SELECT count(DISTINCT used_at) FROM embedded_texts WHERE length(embedding) = 12")
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void embedsWithoutADatabaseToo() {
    DataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none");

    Map<String, float[]> embedded =
        new KeptEmbeddings(JdbcClient.create(nowhere), clock, counting).embedAll(List.of("four"));

    assertThat(embedded.get("four")).containsExactly(4, 0.5f, -1.25f);
  }
}
