package dev.signalbox.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.embedding.Embedder;
import dev.signalbox.routing.embedding.EmbeddingModel;
import dev.signalbox.routing.testing.Catalogue;
import dev.signalbox.routing.testing.CatalogueRequests;
import dev.signalbox.routing.testing.Choosing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often the choice is right on the shipped catalogue. The bounds are modest; the figures are in
 * docs/decisions/0014-classifier.md and are printed here.
 */
class ChoosingEvaluationTests {

  private static final EmbeddingModel MODEL = new EmbeddingModel(1, 16);
  private static final Map<String, float[]> EMBEDDED = new HashMap<>();
  private static final Embedder EMBEDDER =
      text -> EMBEDDED.computeIfAbsent(text, absent -> MODEL.inBackground().embed(absent));
  private static final List<Agent> AGENTS = Catalogue.agents();
  private static final ChooseAgent CHOICE = learnt(AGENTS);

  @AfterAll
  static void closeTheModel() {
    MODEL.close();
  }

  private static ChooseAgent learnt(List<Agent> agents) {
    ChooseAgent choice = Choosing.with(MODEL.forMessages());
    choice.learn(agents, List.of(), EMBEDDER);
    return choice;
  }

  private record Request(String agentId, String text) {}

  private static List<String> lines(String resource) {
    try (InputStream file =
        ChoosingEvaluationTests.class.getResourceAsStream("/choice/" + resource)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Request> requests() {
    return lines("requests.tsv").stream()
        .map(line -> line.split("\t", 2))
        .map(parts -> new Request(parts[0], parts[1]))
        .toList();
  }

  @Test
  void choosesTheRightAgentForRequestsItHasNotSeen() {
    int top1 = 0;
    int top5 = 0;
    int right = 0;
    int wrong = 0;
    List<Request> requests = requests();
    for (Request request : requests) {
      Choice choice = CHOICE.choose(Question.of(request.text(), any -> true));
      List<String> candidates = choice.candidates().stream().map(Candidate::agentId).toList();
      top1 += candidates.getFirst().equals(request.agentId()) ? 1 : 0;
      top5 += candidates.contains(request.agentId()) ? 1 : 0;
      if (choice instanceof Choice.Routed routed) {
        right += routed.agent().id().equals(request.agentId()) ? 1 : 0;
        wrong += routed.agent().id().equals(request.agentId()) ? 0 : 1;
      }
    }
    double all = requests.size();
    System.out.printf(
        "%d requests: top 1 %.3f, top 5 %.3f, routed right %.3f, routed wrong %.3f, abstained %.3f%n",
        requests.size(),
        top1 / all,
        top5 / all,
        right / all,
        wrong / all,
        1 - (right + wrong) / all);
    assertThat(top1 / all).isGreaterThan(0.85);
    assertThat(top5 / all).isGreaterThan(0.95);
    assertThat(right / all).isGreaterThan(0.80);
    assertThat(wrong / all).isLessThan(0.10);
  }

  /** The aim is 85 and 97 %; what is reached is in the decision record. */
  @Test
  void choosesTheRightAgentOfTheCatalogue() {
    int top1 = 0;
    int top5 = 0;
    List<CatalogueRequests.Request> all = CatalogueRequests.all();
    for (CatalogueRequests.Request request : all) {
      List<String> candidates =
          CHOICE.choose(Question.of(request.text(), any -> true)).candidates().stream()
              .map(Candidate::agentId)
              .toList();
      top1 += candidates.getFirst().equals(request.agentId()) ? 1 : 0;
      top5 += candidates.contains(request.agentId()) ? 1 : 0;
    }
    System.out.printf(
        "%d requests for the catalogue: top 1 %.3f, top 5 %.3f%n",
        all.size(), top1 / (double) all.size(), top5 / (double) all.size());
    assertThat(top1 / (double) all.size()).isGreaterThan(0.82);
    assertThat(top5 / (double) all.size()).isGreaterThan(0.96);
  }

  @Test
  void abstainsOnWhatNoAgentIsFor() {
    List<String> texts = lines("out-of-scope.txt");
    long abstained =
        texts.stream()
            .filter(
                text -> CHOICE.choose(Question.of(text, any -> true)) instanceof Choice.Abstained)
            .count();
    System.out.printf(
        "%d out of scope: abstained %.3f%n", texts.size(), abstained / (double) texts.size());
    assertThat(abstained / (double) texts.size()).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The build fails with a NullPointerException in OrderService, find out why | coding | 0.6
          Hello, how are you? | base | 0.5
          Write a SQL query that counts orders per customer | database | 0.5
          """)
  void routesWithConfidence(String message, String agentId, double confidence) {
    Choice choice = CHOICE.choose(Question.of(message, any -> true));

    System.out.println(message + " -> " + choice.confidence() + " " + choice.candidates());
    assertThat(choice)
        .isInstanceOfSatisfying(
            Choice.Routed.class, routed -> assertThat(routed.agent().id()).isEqualTo(agentId));
    assertThat(choice.confidence()).isGreaterThan(confidence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asdf qwer",
        "what will the weather be in Oslo",
        "🙂🙂🙂",
        "....",
        "how do I cook risotto"
      })
  void abstains(String message) {
    Choice choice = CHOICE.choose(Question.of(message, any -> true));

    assertThat(choice).isInstanceOf(Choice.Abstained.class);
    assertThat(choice.candidates()).isNotEmpty();
  }

  @Test
  void decidesQuickly() {
    List<String> texts =
        Stream.concat(requests().stream().map(Request::text), lines("out-of-scope.txt").stream())
            .toList();
    texts.forEach(
        text -> assertThat(CHOICE.choose(Question.of(text, any -> true)).candidates()).hasSize(5));
    List<Long> nanos = new ArrayList<>();
    for (String text : texts) {
      long before = System.nanoTime();
      Choice choice = CHOICE.choose(Question.of(text, any -> true));
      nanos.add(System.nanoTime() - before);
      assertThat(choice.confidence()).isBetween(0.0, 1.0);
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%d decisions over %d agents: p50 %.2f ms, p99 %.2f ms%n",
        sorted.length,
        AGENTS.size(),
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6);
    assertThat(Arrays.stream(sorted).average().orElseThrow() / 1e6).isLessThan(100);
  }
}
