package dev.signalbox.eventstore.subscription.testing;

import dev.signalbox.eventstore.subscription.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the consumers of a group said, and whether it can be. A bucket has one holder for each of
 * its tokens, so what was said of it is in order by token, and of one token as its holder said it.
 */
public final class GroupHistory {

  static final String POLLED = "polled";
  static final String LATE = "late";
  static final String FAILED = "failed";
  private static final String DELIVERED = "delivered";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String REFUSED = "refused";

  private sealed interface Said {

    /** The consumer polled again. */
    record Polled() implements Said {}

    record Delivered(String stream, long version, String eventId) implements Said {}

    record Acknowledged(String eventId) implements Said {}
  }

  private record Turn(int bucket, long token) {}

  private final Map<Turn, List<Said>> turns = new HashMap<>();
  private final Set<String> inDeadHands = new HashSet<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final List<String> breaks = new ArrayList<>();
  private int refused;

  static String delivered(Delivery one) {
    return String.join(
        " ",
        DELIVERED,
        Integer.toString(one.bucket()),
        Long.toString(one.token()),
        one.event().id(),
        one.event().stream().value(),
        Long.toString(one.event().version()));
  }

  static String acknowledged(Delivery one) {
    return String.join(
        " ",
        ACKNOWLEDGED,
        Integer.toString(one.bucket()),
        Long.toString(one.token()),
        one.event().id());
  }

  static String refused(int bucket) {
    return REFUSED + ' ' + bucket;
  }

  /** How many events were acknowledged according to a consumer. */
  public static long acknowledgedIn(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(ACKNOWLEDGED)).count();
  }

  /**
   * Takes what a consumer said to its end.
   *
   * @param killed whether it may have acknowledged what it was given last without an answer
   */
  public void add(List<String> lines, boolean killed) {
    List<String> last = new ArrayList<>();
    Map<Integer, Long> held = new HashMap<>();
    boolean late = false;
    for (String line : lines) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case POLLED -> {
          held.forEach((bucket, token) -> say(new Turn(bucket, token), new Said.Polled()));
          held.clear();
          last.clear();
          late = false;
        }
        case LATE -> late = true;
        case DELIVERED -> {
          Turn turn = turn(words);
          held.put(turn.bucket(), turn.token());
          last.add(words[3]);
          say(turn, new Said.Delivered(words[4], Long.parseLong(words[5]), words[3]));
        }
        case ACKNOWLEDGED -> {
          if (late) {
            breaks.add("an acknowledgement after the end of the lease was taken: " + line);
          }
          say(turn(words), new Said.Acknowledged(words[3]));
        }
        case REFUSED -> refused++;
        case FAILED -> breaks.add(line);
        default -> {
          // That it is running.
        }
      }
    }
    if (killed) {
      inDeadHands.addAll(last);
    }
  }

  private static Turn turn(String[] words) {
    return new Turn(Integer.parseInt(words[1]), Long.parseLong(words[2]));
  }

  private void say(Turn turn, Said said) {
    turns.computeIfAbsent(turn, key -> new ArrayList<>()).add(said);
  }

  /** Judges all of it; nothing is added any more. */
  public void judge() {
    Map<Integer, SortedMap<Long, List<Said>>> buckets = new TreeMap<>();
    turns.forEach(
        (turn, said) ->
            buckets.computeIfAbsent(turn.bucket(), key -> new TreeMap<>()).put(turn.token(), said));
    buckets.values().forEach(this::judgeBucket);
  }

  private void judgeBucket(SortedMap<Long, List<Said>> byToken) {
    Map<String, Long> reached = new HashMap<>();
    for (Map.Entry<Long, List<Said>> turn : byToken.entrySet()) {
      Map<String, Long> inPoll = new HashMap<>();
      for (Said said : turn.getValue()) {
        switch (said) {
          case Said.Polled() -> inPoll.clear();
          case Said.Delivered one -> {
            judge(one, reached, inPoll);
            inPoll.put(one.stream(), one.version());
            reached.merge(one.stream(), one.version(), Math::max);
          }
          case Said.Acknowledged(String eventId) -> {
            if (!acknowledged.add(eventId)) {
              breaks.add(eventId + " is acknowledged again under token " + turn.getKey());
            }
          }
        }
      }
    }
  }

  private void judge(Said.Delivered one, Map<String, Long> reached, Map<String, Long> inPoll) {
    if (acknowledged.contains(one.eventId())) {
      breaks.add(one + " was acknowledged before");
    }
    if (one.version() > reached.getOrDefault(one.stream(), 0L) + 1) {
      breaks.add(one + " leaps from " + reached.get(one.stream()));
    }
    Long before = inPoll.get(one.stream());
    if (before != null && one.version() != before + 1) {
      breaks.add(one + " follows " + before);
    }
  }

  /** What must not be. */
  public List<String> breaks() {
    return List.copyOf(breaks);
  }

  /** Those of which the acknowledgement was answered. */
  public Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** Those that a killed consumer had when it died; it may have acknowledged them. */
  public Set<String> inDeadHands() {
    return Set.copyOf(inDeadHands);
  }

  /** How often a bucket was not the consumer's any more when it acknowledged. */
  public int refused() {
    return refused;
  }

  /** How many turns of consumers at buckets there were in which something was delivered. */
  public int turns() {
    return turns.size();
  }
}
