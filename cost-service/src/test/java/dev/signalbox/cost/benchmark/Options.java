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
 */
record Options(@Nullable Path data, boolean json, int rounds, int seconds, List<String> cases) {

  static final String CORPUS = "corpus";
  static final String CALCULATION = "calculation";
  static final List<String> CASES = List.of(CORPUS, CALCULATION);

  static Options parse(String... arguments) {
    Options options = new Options(null, false, 5, 2, CASES);
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
      case "--json" -> new Options(data, true, rounds, seconds, cases);
      case "--data" -> new Options(folder(value(option, words)), json, rounds, seconds, cases);
      case "--rounds" -> new Options(data, json, number(option, words), seconds, cases);
      case "--seconds" -> new Options(data, json, rounds, number(option, words), cases);
      case "--case" -> new Options(data, json, rounds, seconds, cases(value(option, words)));
      case String unknown ->
          throw new UsageException("bench cost has no option " + unknown + "; see --help");
    };
  }

  /** The folder, which every case there is needs. */
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

  private static int number(String option, Deque<String> words) {
    String value = value(option, words);
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= 1000) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(option + " is a whole number, not " + value);
    }
    throw new UsageException(option + " is from 1 to 1000, not " + value);
  }
}
