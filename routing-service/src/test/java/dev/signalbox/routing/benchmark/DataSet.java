package dev.signalbox.routing.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A public set of requests, split. Of few-shot splits the rows are listed apart, so that they are
 * the same for everybody.
 *
 * @param full what there is to learn from when validation has been held out
 * @param whole what there is to learn from when everything has been chosen
 * @param outOfScopeValidation requests that nobody is for
 */
record DataSet(
    List<Labelled> fiveShot,
    List<Labelled> tenShot,
    List<Labelled> full,
    List<Labelled> whole,
    List<Labelled> validation,
    List<Labelled> test,
    List<Labelled> outOfScopeValidation,
    List<Labelled> outOfScopeTest) {

  /** BANKING77: the validation split of the few-shot rows is taken out of the training rows. */
  static DataSet banking(Path folder) {
    List<Labelled> rows = csv(folder.resolve("banking77/train.csv"));
    JsonNode listed = json(folder.resolve("fewshot_index/banking77_rows_of_train_csv.json"));
    List<Integer> held = numbers(listed.path("valid"));
    Set<Integer> apart = new HashSet<>(held);
    List<Labelled> full = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      if (!apart.contains(row)) {
        full.add(rows.get(row));
      }
    }
    return new DataSet(
        pick(rows, numbers(listed.path("train_5"))),
        pick(rows, numbers(listed.path("train_10"))),
        full,
        rows,
        pick(rows, held),
        csv(folder.resolve("banking77/test.csv")),
        List.of(),
        List.of());
  }

  /** CLINC150, with its requests that are out of scope. */
  static DataSet clinc(Path folder) {
    JsonNode all = json(folder.resolve("clinc150/data_full.json"));
    JsonNode listed = json(folder.resolve("fewshot_index/clinc150_rows_of_data_full_train.json"));
    List<Labelled> rows = pairs(all.path("train"));
    return new DataSet(
        pick(rows, numbers(listed.path("train_5"))),
        pick(rows, numbers(listed.path("train_10"))),
        rows,
        rows,
        pairs(all.path("val")),
        pairs(all.path("test")),
        pairs(all.path("oos_val")),
        pairs(all.path("oos_test")));
  }

  private static List<Labelled> pairs(JsonNode list) {
    return list.valueStream()
        .map(pair -> new Labelled(pair.path(0).asString(), pair.path(1).asString()))
        .toList();
  }

  private static List<Integer> numbers(JsonNode list) {
    return list.valueStream().map(JsonNode::asInt).toList();
  }

  private static List<Labelled> pick(List<Labelled> rows, List<Integer> numbers) {
    return numbers.stream().map(rows::get).toList();
  }

  static JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Labelled> csv(Path file) {
    try {
      return csv(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two columns under a heading, by RFC 4180. */
  static List<Labelled> csv(String content) {
    List<Labelled> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < content.length(); i++) {
      char character = content.charAt(i);
      if (character == '"') {
        if (quoted && i + 1 < content.length() && content.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (quoted || (character != ',' && character != '\n' && character != '\r')) {
        field.append(character);
      } else if (character != '\r') {
        row.add(field.toString());
        field.setLength(0);
        if (character == '\n') {
          rows.add(new Labelled(row.getFirst(), row.getLast()));
          row.clear();
        }
      }
    }
    return List.copyOf(rows.subList(1, rows.size()));
  }
}
