package dev.signalbox.eventstore.benchmark;

import dev.signalbox.benchmark.LineUp;
import dev.signalbox.benchmark.UsageException;
import dev.signalbox.benchmark.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run of the benchmark was asked for.
 *
 * @param json whether to end with one JSON object per result
 * @param rounds how often everything is measured
 * @param seconds of each measured interval
 * @param warmUp seconds before each measured interval
 * @param replayEvents in the log that is replayed
 * @param growthEvents in the large log; the small one has a hundredth of them
 */
record Options(
    boolean json,
    int rounds,
    int seconds,
    int warmUp,
    List<BenchmarkCase> cases,
    List<String> subjects,
    int replayEvents,
    int growthEvents) {

  private static final List<String> OURS = List.of("signalbox", "signalbox-http");
  private static final List<String> PEERS = List.of("axon", "emmett");
  static final List<String> SUBJECTS = Stream.concat(OURS.stream(), PEERS.stream()).toList();
  static final LineUp LINE_UP = new LineUp(SUBJECTS, OURS, PEERS);

  static Options parse(String... arguments) {
    Options options =
        new Options(false, 5, 5, 2, BenchmarkCase.all(), SUBJECTS, 1_000_000, 10_000_000);
    Words words = new Words(arguments);
    while (!words.isEmpty()) {
      options = options.with(words.next(), words);
    }
    return options;
  }

  private Options with(String option, Words words) {
    return switch (option) {
      case "--json" -> copy(true, rounds, seconds, warmUp, cases, subjects);
      case "--rounds" ->
          copy(json, words.number(option, 1, 1000), seconds, warmUp, cases, subjects);
      case "--seconds" ->
          copy(json, rounds, words.number(option, 1, 3600), warmUp, cases, subjects);
      case "--warm-up" ->
          copy(json, rounds, seconds, words.number(option, 0, 3600), cases, subjects);
      case "--case" -> copy(json, rounds, seconds, warmUp, cases(option, words), subjects);
      case "--subject" -> copy(json, rounds, seconds, warmUp, cases, subjects(option, words));
      case "--replay-events" ->
          sized(multiple(option, words.number(option, 1, 100_000_000), 100), growthEvents);
      case "--growth-events" ->
          sized(replayEvents, multiple(option, words.number(option, 1, 100_000_000), 10_000));
      case String unknown ->
          throw new UsageException("bench event-store has no option " + unknown + "; see --help");
    };
  }

  private Options copy(
      boolean asJson,
      int howOften,
      int howLong,
      int before,
      List<BenchmarkCase> which,
      List<String> whose) {
    return new Options(asJson, howOften, howLong, before, which, whose, replayEvents, growthEvents);
  }

  private Options sized(int replay, int growth) {
    return new Options(json, rounds, seconds, warmUp, cases, subjects, replay, growth);
  }

  private static int multiple(String option, int number, int of) {
    if (number % of != 0) {
      throw new UsageException(option + " is a multiple of " + of + ", not " + number);
    }
    return number;
  }

  private static List<BenchmarkCase> cases(String option, Words words) {
    Set<BenchmarkCase> chosen = new LinkedHashSet<>();
    for (String name : words.values(option)) {
      List<BenchmarkCase> named =
          BenchmarkCase.all().stream()
              .filter(one -> one.label().equals(name) || one.group().equals(name))
              .toList();
      if (named.isEmpty()) {
        throw new UsageException("there is no case named '" + name + "'; there are " + caseNames());
      }
      chosen.addAll(named);
    }
    return BenchmarkCase.all().stream().filter(chosen::contains).toList();
  }

  private static String caseNames() {
    return BenchmarkCase.all().stream()
        .flatMap(one -> Stream.of(one.group(), one.label()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static List<String> subjects(String option, Words words) {
    List<String> names = words.values(option);
    for (String name : names) {
      if (!SUBJECTS.contains(name)) {
        throw new UsageException(
            "there is no subject named '" + name + "'; there are " + String.join(", ", SUBJECTS));
      }
    }
    return SUBJECTS.stream().filter(names::contains).toList();
  }
}
