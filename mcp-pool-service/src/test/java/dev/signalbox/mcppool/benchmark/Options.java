package dev.signalbox.mcppool.benchmark;

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
 */
record Options(
    boolean json,
    int rounds,
    int seconds,
    int warmUp,
    List<BenchmarkCase> cases,
    List<String> subjects) {

  private static final List<String> OURS = List.of("signalbox", "signalbox-http");
  private static final List<String> PEERS = List.of("java-sdk", "mcp-proxy", "per-call");
  static final List<String> SUBJECTS = Stream.concat(OURS.stream(), PEERS.stream()).toList();
  static final LineUp LINE_UP = new LineUp(SUBJECTS, OURS, PEERS);

  static Options parse(String... arguments) {
    Options options = new Options(false, 5, 5, 2, BenchmarkCase.all(), SUBJECTS);
    Words words = new Words(arguments);
    while (!words.isEmpty()) {
      options = options.with(words.next(), words);
    }
    return options;
  }

  private Options with(String option, Words words) {
    return switch (option) {
      case "--json" -> new Options(true, rounds, seconds, warmUp, cases, subjects);
      case "--rounds" ->
          new Options(json, words.number(option, 1, 1000), seconds, warmUp, cases, subjects);
      case "--seconds" ->
          new Options(json, rounds, words.number(option, 1, 3600), warmUp, cases, subjects);
      case "--warm-up" ->
          new Options(json, rounds, seconds, words.number(option, 0, 3600), cases, subjects);
      case "--case" -> new Options(json, rounds, seconds, warmUp, cases(option, words), subjects);
      case "--subject" ->
          new Options(json, rounds, seconds, warmUp, cases, subjects(option, words));
      case String unknown ->
          throw new UsageException("bench mcp has no option " + unknown + "; see --help");
    };
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
