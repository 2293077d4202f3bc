package dev.signalbox.cost.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the benchmark was asked for.
 *
 * @param data the folder with answers and prices
 * @param json whether to end with one JSON object per result
 * @param rounds how often everything is measured
 * @param seconds of each measured interval
 * @param entries how many the ledger has that is added up
 */
record Options(
    @Nullable Path data, boolean json, int rounds, int seconds, int entries, List<String> cases) {

  static final String CORPUS = "corpus";
  static final String CALCULATION = "calculation";
  static final String SUMMARY = "summary";
  static final String GRANTS = "grants";
  static final String SETTLEMENTS = "settlements";

  /** Measured where metering is, in {@code streaming-service}. */
  static final String METERING = "metering";

  static final List<String> CASES =
      List.of(CORPUS, CALCULATION, SUMMARY, GRANTS, SETTLEMENTS, METERING);

  /** How many budgets there are, one time after another. */
  static final List<Integer> BUDGETS = List.of(1, 100, 10_000);

  /** The others need a database and take minutes, so they are for those who ask for them. */
  private static final List<String> USUAL = List.of(CORPUS, CALCULATION);

  private static final int MOST_ROUNDS = 1_000;
  private static final int MOST_ENTRIES = 100_000_000;

  static Options parse(String... arguments) {
    Options options = new Options(null, false, 5, 2, 10_000_000, USUAL);
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
      case "--json" -> new Options(data, true, rounds, seconds, entries, cases);
      case "--data" ->
          new Options(folder(value(option, words)), json, rounds, seconds, entries, cases);
      case "--rounds" ->
          new Options(data, json, number(option, words, MOST_ROUNDS), seconds, entries, cases);
      case "--seconds" ->
          new Options(data, json, rounds, number(option, words, MOST_ROUNDS), entries, cases);
      case "--entries" ->
          new Options(data, json, rounds, seconds, number(option, words, MOST_ENTRIES), cases);
      case "--case" ->
          new Options(data, json, rounds, seconds, entries, cases(value(option, words)));
      case String unknown ->
          throw new UsageException("bench cost has no option " + unknown + "; see --help");
    };
  }

  /** Whether answers of providers are priced. */
  boolean prices() {
    return cases.contains(CORPUS) || cases.contains(CALCULATION);
  }

  /** Whether the service runs with budgets. */
  boolean budgets() {
    return cases.contains(GRANTS) || cases.contains(SETTLEMENTS);
  }

  /** The folder, which every case that prices something needs. */
  Path requiredData() {
    if (data == null) {
      throw new UsageException(
          "bench cost needs --data with the folder of usage_bodies.json and genai_prices.json");
    }
    return data;
  }

  private static Path folder(String name) {
    Path folder = Path.of(name);
    for (String file : List.of("usage_bodies.json", "genai_prices.json")) {
      if (!Files.isReadable(folder.resolve(file))) {
        throw new UsageException("there is no readable " + file + " in " + folder);
      }
    }
    return folder;
  }

  private static List<String> cases(String names) {
    List<String> chosen = List.of(names.split(",", -1));
    for (String name : chosen) {
      if (!CASES.contains(name)) {
        throw new UsageException(
            "there is no case named '" + name + "'; there are " + String.join(", ", CASES));
      }
    }
    return chosen;
  }

  private static String value(String option, Deque<String> words) {
    String value = words.poll();
    if (value == null) {
      throw new UsageException(option + " needs a value");
    }
    return value;
  }

  private static int number(String option, Deque<String> words, int most) {
    String value = value(option, words);
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(option + " is a whole number, not " + value);
    }
    throw new UsageException(option + " is from 1 to " + most + ", not " + value);
  }
}
