package dev.signalbox.systemtests.scenario;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the event log and the ledger hold, and whether they agree: nothing lost, nothing doubled.
 */
record Books(List<JsonNode> events, List<JsonNode> ledger) {

  static Books of(PlatformApi api) {
    return new Books(
        api.readAll("/api/v1/events?limit=500", "after"),
        api.readAll("/api/v1/usage?limit=200", "cursor"));
  }

  /** What is wrong with the books, a sentence each; empty when they are right. */
  List<String> faults() {
    TreeSet<String> faults = new TreeSet<>();
    doubled(events, event -> event.path("id").asString())
        .forEach(id -> faults.add("event filed twice: " + id));
    doubled(ledger, Books::attempt).forEach(id -> faults.add("attempt billed twice: " + id));
    doubled(ofType("signalbox.usage.recorded.v1"), Books::attemptOfEvent)
        .forEach(id -> faults.add("usage recorded twice: " + id));

    TreeSet<String> started = attempts("signalbox.attempt.started.v1");
    TreeSet<String> recorded = attempts("signalbox.usage.recorded.v1");
    TreeSet<String> billed =
        ledger.stream().map(Books::attempt).collect(Collectors.toCollection(TreeSet::new));
    missing(started, recorded).forEach(id -> faults.add("attempt without usage: " + id));
    missing(recorded, started).forEach(id -> faults.add("usage without attempt: " + id));
    missing(recorded, billed).forEach(id -> faults.add("usage not in the ledger: " + id));
    missing(billed, recorded).forEach(id -> faults.add("billed without usage: " + id));

    TreeSet<String> received = streams("signalbox.conversation.message-received.v1");
    TreeSet<String> ended = streams("signalbox.conversation.answered.v1");
    ended.addAll(streams("signalbox.conversation.answer-failed.v1"));
    ofType("signalbox.conversation.routed.v1").stream()
        .filter(event -> !event.path("data").path("decision").asString().equals("routed"))
        .forEach(event -> ended.add(event.path("stream").asString()));
    missing(received, ended).forEach(id -> faults.add("message without an end: " + id));
    return List.copyOf(faults);
  }

  private List<JsonNode> ofType(String type) {
    return events.stream().filter(event -> event.path("type").asString().equals(type)).toList();
  }

  private TreeSet<String> attempts(String type) {
    return ofType(type).stream()
        .map(Books::attemptOfEvent)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private TreeSet<String> streams(String type) {
    return ofType(type).stream()
        .map(event -> event.path("stream").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String attempt(JsonNode entry) {
    return entry.path("attempt_id").asString();
  }

  private static String attemptOfEvent(JsonNode event) {
    return event.path("data").path("attempt_id").asString();
  }

  private static List<String> missing(TreeSet<String> wanted, TreeSet<String> there) {
    return wanted.stream().filter(id -> !there.contains(id)).toList();
  }

  private static List<String> doubled(List<JsonNode> rows, Function<JsonNode, String> key) {
    Map<String, Long> counts =
        rows.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
