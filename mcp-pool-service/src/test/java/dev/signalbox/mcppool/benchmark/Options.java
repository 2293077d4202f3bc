package dev.signalbox.mcppool.benchmark;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
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

  static final List<String> SUBJECTS =
      List.of("signalbox", "signalbox-http", "java-sdk", "mcp-proxy", "per-call");

  static Options parse(String... arguments) {
    Options options = new Options(false, 5, 5, 2, BenchmarkCase.all(), SUBJECTS);
    Deque<String> words = new ArrayDeque<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 0) {
        words.add(argument.substring(0, equals));
        words.add(argument.substring(equals + 1));
      } else {
        words.add(argument);
      }
    }
    while (!words.isEmpty()) {
      options = options.with(words.remove(), words);
    }
    return options;
  }

  private Options with(String option, Deque<String> words) {
    return switch (option) {
      case "--json" -> new Options(true, rounds, seconds, warmUp, cases, subjects);
      case "--rounds" ->
          new Options(json, number(option, words, 1, 1000), seconds, warmUp, cases, subjects);
      case "--seconds" ->
          new Options(json, rounds, number(option, words, 1, 3600), warmUp, cases, subjects);
      case "--warm-up" ->
          new Options(json, rounds, seconds, number(option, words, 0, 3600), cases, subjects);
      case "--case" -> new Options(json, rounds, seconds, warmUp, cases(option, words), subjects);
      case "--subject" ->
          new Options(json, rounds, seconds, warmUp, cases, subjects(option, words));
      case String unknown ->
          throw new UsageException("bench mcp has no option " + unknown + "; see --help");
    };
  }

  private static String value(String option, Deque<String> words) {
    String value = words.poll();
    if (value == null) {
      throw new UsageException(option + " needs a value");
    }
    return value;
  }

  private static int number(String option, Deque<String> words, int least, int greatest) {
    String value = value(option, words);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(option + " is a whole number, not " + value);
    }
    throw new UsageException(option + " is from " + least + " to " + greatest + ", not " + value);
  }

  private static List<BenchmarkCase> cases(String option, Deque<String> words) {
    Set<BenchmarkCase> chosen = new LinkedHashSet<>();
    for (String name : value(option, words).split(",", -1)) {
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

  private static List<String> subjects(String option, Deque<String> words) {
    List<String> names = Arrays.asList(value(option, words).split(",", -1));
    for (String name : names) {
      if (!SUBJECTS.contains(name)) {
        throw new UsageException(
            "there is no subject named '" + name + "'; there are " + String.join(", ", SUBJECTS));
      }
    }
    return SUBJECTS.stream().filter(names::contains).toList();
  }
}
