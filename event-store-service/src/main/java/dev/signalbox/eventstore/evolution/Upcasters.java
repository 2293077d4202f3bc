package dev.signalbox.eventstore.evolution;

import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** All upcasters, chained: each goes on where another ends. */
public final class Upcasters {

  private record Form(String type, int version) {

    @Override
    public String toString() {
      return type + " from version " + version;
    }
  }

  private static final int FINGERPRINT_BYTES = 16;

  private final Map<Form, Upcaster> steps = new HashMap<>();
  private final Map<String, Integer> last = new HashMap<>();
  private final Map<String, Set<String>> origins = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two take the same form
   */
  public Upcasters(Collection<? extends Upcaster> upcasters) {
    for (Upcaster upcaster : upcasters) {
      Form form = new Form(upcaster.type(), upcaster.fromVersion());
      if (steps.put(form, upcaster) != null) {
        throw new IllegalArgumentException("Two upcasters take " + form);
      }
      last.merge(form.type(), form.version(), Math::max);
    }
    Set<String> types = new HashSet<>();
    steps.values().forEach(step -> types.addAll(List.of(step.type(), step.toType())));
    types.forEach(type -> origins.put(type, originsOf(type, new HashSet<>())));
  }

  private Set<String> originsOf(String type, Set<String> found) {
    if (found.add(type)) {
      steps.values().stream()
          .filter(step -> step.toType().equals(type))
          .forEach(step -> originsOf(step.type(), found));
    }
    return found;
  }

  /**
   * All of them, each by what it takes and what it makes, and once more for each of its later
   * revisions: so a later one is one more, as another upcaster is.
   */
  public Set<String> all() {
    return named(steps.keySet());
  }

  /** Those that events of the selection may pass. */
  public Set<String> passedBy(Selection selection) {
    if (selection.type() == null) {
      return all();
    }
    Set<String> types = new HashSet<>();
    originsOf(selection.type()).forEach(origin -> goOn(origin, types));
    return named(steps.keySet().stream().filter(form -> types.contains(form.type())).toList());
  }

  private void goOn(String type, Set<String> reached) {
    if (reached.add(type)) {
      steps.values().stream()
          .filter(step -> step.type().equals(type))
          .forEach(step -> goOn(step.toType(), reached));
    }
  }

  private Set<String> named(Collection<Form> forms) {
    return forms.stream()
        .map(form -> Objects.requireNonNull(steps.get(form)))
        .flatMap(Upcasters::revisions)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> revisions(Upcaster step) {
    String name = new Form(step.type(), step.fromVersion()) + " to " + step.toType();
    return Stream.concat(
        Stream.of(name),
        IntStream.rangeClosed(2, step.revision()).mapToObj(later -> name + ", revision " + later));
  }

  /** 128 bits of SHA-256 over all of them in hexadecimal. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  all().stream()
                      .sorted()
                      .collect(Collectors.joining("\n"))
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, FINGERPRINT_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The types under which events of this type may have been recorded; itself among them. */
  Set<String> originsOf(String type) {
    return origins.getOrDefault(type, Set.of(type));
  }

  /**
   * The event in its newest form.
   *
   * @throws UpcastFailedException if there is a way to it that has a gap or fails
   */
  RecordedEvent newest(RecordedEvent event) {
    String type = event.type();
    int version = event.schemaVersion();
    if (version > last.getOrDefault(type, 0)) {
      return event;
    }
    JsonNode data = event.data().deepCopy();
    while (version <= last.getOrDefault(type, 0)) {
      Form form = new Form(type, version);
      Upcaster step = steps.get(form);
      if (step == null) {
        throw new UpcastFailedException(
            event.id(), form.toString(), "There is no upcaster of " + form, null);
      }
      data = upcast(event, form, step, data);
      type = step.toType();
      version++;
    }
    return event.as(type, version, data);
  }

  private static JsonNode upcast(RecordedEvent event, Form form, Upcaster step, JsonNode data) {
    String name = step.getClass().getSimpleName() + " (" + form + ")";
    JsonNode next;
    try {
      next = step.upcast(data);
    } catch (RuntimeException e) {
      throw new UpcastFailedException(
          event.id(), name, "The upcaster " + name + " failed: " + e.getClass().getName(), e);
    }
    if (next == null || !next.isObject()) {
      throw new UpcastFailedException(
          event.id(), name, "The upcaster " + name + " made no JSON object", null);
    }
    return next;
  }
}
