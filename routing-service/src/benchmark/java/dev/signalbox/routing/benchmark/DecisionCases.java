package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.Sample;
import dev.signalbox.benchmark.Statistics;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.agent.Skill;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.decision.Choice;
import dev.signalbox.routing.decision.Question;
import dev.signalbox.routing.testing.Choosing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** What decisions take: 40 intents of CLINC150 as agents, of 20 examples each. */
final class DecisionCases {

  private static final int AGENTS = 40;
  private static final int EXAMPLES = 20;
  private static final int WARM_UP_SECONDS = 5;
  private static final int REFITS = 20;
  private static final int WARM_UP_REFITS = 5;
  private static final double NANOS_PER_MILLI = 1e6;

  private final EmbeddedTexts texts;
  private final Measurement measurement;
  private final int seconds;

  DecisionCases(EmbeddedTexts texts, Measurement measurement, int seconds) {
    this.texts = texts;
    this.measurement = measurement;
    this.seconds = seconds;
  }

  /** One caller who waits for each, and then as many as there are processors. */
  void decisions(DataSet data) {
    List<String> labels = labels(data);
    ChooseAgent chooseAgent = chooseAgent(agents(data, labels, 0));
    List<String> messages = messages(data, labels);
    List<Double> unused = decide(chooseAgent, messages, WARM_UP_SECONDS);
    measurement.add(
        "decision-40-agents", Map.of(Metric.LATENCY, sample(decide(chooseAgent, messages, seconds))));
    measurement.add(
        "load-40-agents",
        Map.of(Metric.RATE, Sample.of(rate(chooseAgent, messages))));
  }

  /** One example more for one agent, again and again, while somebody asks for decisions. */
  void refit(DataSet data) {
    List<String> labels = labels(data);
    ChooseAgent chooseAgent = chooseAgent(agents(data, labels, 0));
    List<String> messages = messages(data, labels);
    List<Double> alone = new ArrayList<>();
    for (int more = 1; more <= WARM_UP_REFITS + REFITS; more++) {
      double millis = refit(chooseAgent, agents(data, labels, more));
      if (more > WARM_UP_REFITS) {
        alone.add(millis);
      }
    }
    AtomicBoolean done = new AtomicBoolean();
    List<Double> latencies = new ArrayList<>();
    CompletableFuture<Void> caller =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                latencies.addAll(decide(chooseAgent, messages, 1));
              }
            });
    for (int more = REFITS; more > 0; more--) {
      double unused = refit(chooseAgent, agents(data, labels, more));
    }
    done.set(true);
    caller.join();
    measurement.add(
        "refit-one-example",
        Map.of(
            Metric.REFIT, sample(alone), Metric.LATENCY_WHILE_REFITTING, sample(latencies)));
  }

  /** Until the first decision that knows of it: what follows only calibrates. */
  private double refit(ChooseAgent chooseAgent, List<Agent> agents) {
    String before = chooseAgent.version();
    long begun = System.nanoTime();
    long[] known = new long[1];
    AtomicBoolean ended = new AtomicBoolean();
    Thread watch =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (chooseAgent.version().equals(before) && !ended.get()) {
                    Thread.onSpinWait();
                  }
                  known[0] = System.nanoTime();
                });
    chooseAgent.learn(agents, List.of(), texts);
    ended.set(true);
    try {
      watch.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return (known[0] - begun) / NANOS_PER_MILLI;
  }

  private ChooseAgent chooseAgent(List<Agent> agents) {
    ChooseAgent chooseAgent = Choosing.with(texts.model().forMessages());
    chooseAgent.learn(agents, List.of(), texts);
    return chooseAgent;
  }

  private static List<String> labels(DataSet data) {
    return data.full().stream().map(Labelled::label).distinct().sorted().limit(AGENTS).toList();
  }

  private static List<String> messages(DataSet data, List<String> labels) {
    return data.test().stream()
        .filter(one -> labels.contains(one.label()))
        .map(Labelled::text)
        .toList();
  }

  private static List<Agent> agents(DataSet data, List<String> labels, int moreOfTheFirst) {
    List<Agent> agents = new ArrayList<>();
    for (String label : labels) {
      int examples = agents.isEmpty() ? EXAMPLES + moreOfTheFirst : EXAMPLES;
      List<String> of =
          data.full().stream()
              .filter(one -> one.label().equals(label))
              .map(Labelled::text)
              .limit(examples)
              .toList();
      agents.add(
          Agent.builtIn(
              label,
              label,
              "",
              "",
              List.of(new Skill(label.replace('_', ' '), "", of)),
              new Models(List.of(), List.of(), null),
              List.of()));
    }
    return agents;
  }

  private static List<Double> decide(ChooseAgent chooseAgent, List<String> messages, int seconds) {
    List<Double> millis = new ArrayList<>();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int i = 0; System.nanoTime() < end; i++) {
      long before = System.nanoTime();
      Choice unused = chooseAgent.choose(Question.of(messages.get(i % messages.size()), any -> true));
      millis.add((System.nanoTime() - before) / NANOS_PER_MILLI);
    }
    return millis;
  }

  private double rate(ChooseAgent chooseAgent, List<String> messages) {
    LongAdder decided = new LongAdder();
    int callers = Runtime.getRuntime().availableProcessors();
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      running.add(ended);
      Thread.ofPlatform()
          .start(
              () -> {
                decided.add(decide(chooseAgent, messages, seconds).size());
                ended.complete(null);
              });
    }
    running.forEach(CompletableFuture::join);
    return decided.doubleValue() / seconds;
  }

  private static Sample sample(List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    return new Sample(
        Statistics.median(sorted), sorted.get((int) (0.99 * (sorted.size() - 1))));
  }
}
