package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.UsageException;
import dev.signalbox.benchmark.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the benchmark was asked for.
 *
 * @param json whether to end with one JSON object per result
 * @param data the folder of the public data sets
 * @param picture where the curve of accuracy over abstention is drawn; null for nowhere
 * @param seconds of each measured interval
 */
record Options(
    boolean json,
    @Nullable Path data,
    @Nullable Path picture,
    int seconds,
    List<BenchmarkCase> cases) {

  private static final int DEFAULT_SECONDS = 10;

  static Options parse(String... arguments) {
    Options options =
        new Options(false, null, null, DEFAULT_SECONDS, List.of(BenchmarkCase.values()));
    Words words = new Words(arguments);
    while (!words.isEmpty()) {
      options = options.with(words.next(), words);
    }
    options.check();
    return options;
  }

  private Options with(String option, Words words) {
    return switch (option) {
      case "--json" -> new Options(true, data, picture, seconds, cases);
      case "--data" -> new Options(json, Path.of(words.value(option)), picture, seconds, cases);
      case "--picture" -> new Options(json, data, Path.of(words.value(option)), seconds, cases);
      case "--seconds" -> new Options(json, data, picture, words.number(option, 1, 3600), cases);
      case "--case" -> new Options(json, data, picture, seconds, cases(option, words));
      case String unknown ->
          throw new UsageException("bench routing has no option " + unknown + "; see --help");
    };
  }

  private static List<BenchmarkCase> cases(String option, Words words) {
    List<String> names = words.values(option);
    for (String name : names) {
      if (Arrays.stream(BenchmarkCase.values()).noneMatch(one -> one.label().equals(name))) {
        throw new UsageException(
            "there is no case named '"
                + name
                + "'; there are "
                + Arrays.stream(BenchmarkCase.values())
                    .map(BenchmarkCase::label)
                    .collect(Collectors.joining(", ")));
      }
    }
    return Arrays.stream(BenchmarkCase.values())
        .filter(one -> names.contains(one.label()))
        .toList();
  }

  private void check() {
    if (cases.stream().noneMatch(BenchmarkCase::needsData)) {
      return;
    }
    if (data == null) {
      throw new UsageException(
          "bench routing needs --data DIR, the folder of banking77, clinc150 and fewshot_index");
    }
    if (!Files.isRegularFile(data.resolve("clinc150/data_full.json"))) {
      throw new UsageException(data + " has no clinc150/data_full.json");
    }
  }

  /** The folder of the data sets, which is there when a case needs it. */
  Path requiredData() {
    if (data == null) {
      throw new IllegalStateException("No case that needs data was asked for");
    }
    return data;
  }
}
