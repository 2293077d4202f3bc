package dev.signalbox.standalone.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The file in which the supervisor says how things stand; replaced as a whole, never half. */
public final class StateFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;

  public StateFile(Path file) {
    this.file = file;
  }

  /** A process that was ours when this was written. */
  public record Recorded(long pid, Instant started) {}

  public synchronized void write(Snapshot snapshot) {
    ObjectNode root = JSON.createObjectNode();
    root.put("pid", snapshot.pid());
    root.put("started_at", snapshot.started().toString());
    root.put("phase", snapshot.phase().name().toLowerCase(Locale.ROOT));
    root.put("doing", snapshot.doing());
    ArrayNode parts = root.putArray("parts");
    for (Snapshot.Part part : snapshot.parts()) {
      ObjectNode node = parts.addObject();
      node.put("name", part.name());
      node.put("state", part.state());
      node.put("detail", part.detail());
      node.put("port", part.port());
      node.put("pid", part.pid());
      node.put("started_at", text(part.started()));
      node.put("ready_at", text(part.ready()));
      node.put("restarts", part.restarts());
    }
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, root.toString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** What the last supervisor said, whether it still lives or not. */
  public Optional<Snapshot> read() {
    try {
      return Optional.of(parse(JSON.readTree(Files.readString(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** What the living supervisor says. */
  public Optional<Snapshot> readAlive() {
    return read().filter(Snapshot::alive);
  }

  /** Every process that the last supervisor had. */
  public List<Recorded> recorded() {
    List<Recorded> recorded = new ArrayList<>();
    read()
        .ifPresent(
            snapshot -> {
              recorded.add(new Recorded(snapshot.pid(), snapshot.started()));
              for (Snapshot.Part part : snapshot.parts()) {
                Instant started = part.started();
                if (part.pid() > 0 && started != null) {
                  recorded.add(new Recorded(part.pid(), started));
                }
              }
            });
    return recorded;
  }

  private static Snapshot parse(JsonNode root) {
    List<Snapshot.Part> parts = new ArrayList<>();
    for (JsonNode node : root.path("parts")) {
      parts.add(
          new Snapshot.Part(
              node.path("name").asString(),
              node.path("state").asString(),
              node.path("detail").asString(),
              node.path("port").asInt(),
              node.path("pid").asLong(),
              instant(node.path("started_at")),
              instant(node.path("ready_at")),
              node.path("restarts").asInt()));
    }
    return new Snapshot(
        root.path("pid").asLong(),
        Instant.parse(root.path("started_at").asString()),
        Snapshot.Phase.valueOf(root.path("phase").asString().toUpperCase(Locale.ROOT)),
        root.path("doing").asString(),
        parts);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable Instant instant(JsonNode node) {
    return node.isString() ? Instant.parse(node.asString()) : null;
  }
}
