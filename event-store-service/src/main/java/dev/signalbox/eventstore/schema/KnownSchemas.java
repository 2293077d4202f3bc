package dev.signalbox.eventstore.schema;

import dev.signalbox.eventstore.schema.RegisteredSchema.Outline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The schemas in memory: all of them in outline, those used last compiled. What another process
 * changes is seen here after a refresh interval. That a used schema is another one than it was here
 * does not happen: before the first use of one, the database is asked.
 */
@Component
class KnownSchemas {

  private final Schemas schemas;
  private final SchemaCompiler compiler;
  private final int size;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock; by revision, in the order of the last use.
  private final LinkedHashMap<Long, CompiledSchema> compiled = new LinkedHashMap<>(16, 0.75f, true);
  private volatile @Nullable State state;

  private record State(String fingerprint, Map<SchemaId, Outline> outlines) {}

  KnownSchemas(Schemas schemas, SchemaCompiler compiler, SchemaProperties properties) {
    this.schemas = schemas;
    this.compiler = compiler;
    this.size = properties.compiled();
  }

  Optional<Outline> find(SchemaId id) {
    State known = state;
    if (known == null) {
      known = refresh();
    }
    return Optional.ofNullable(known.outlines().get(id));
  }

  /** The schema of this revision, ready; nothing if it is another one by now. */
  Optional<CompiledSchema> compiled(Outline outline) {
    CompiledSchema ready = ready(outline.revision());
    if (ready != null) {
      return Optional.of(ready);
    }
    Optional<CompiledSchema> made =
        schemas
            .find(outline.id())
            .filter(found -> found.revision() == outline.revision())
            .map(found -> compiler.compile(found.schema()));
    made.ifPresent(one -> keep(outline.revision(), one));
    return made;
  }

  /** Notes that an event is taken that fits this revision; false if it is another one by now. */
  boolean use(Outline outline) {
    if (outline.used()) {
      return true;
    }
    if (!schemas.use(outline.id(), outline.revision())) {
      return false;
    }
    refreshAll();
    return true;
  }

  @Scheduled(fixedDelayString = "${signalbox.event-store.schemas.refresh-interval:1s}")
  void refreshIfChanged() {
    State known = state;
    if (known == null || !known.fingerprint().equals(schemas.fingerprint())) {
      refreshAll();
    }
  }

  /** Looks at once. */
  void refreshAll() {
    refresh();
  }

  private State refresh() {
    // The fingerprint first: what changes in between is looked for again.
    String fingerprint = schemas.fingerprint();
    State read =
        new State(
            fingerprint,
            schemas.outlines().stream()
                .collect(Collectors.toUnmodifiableMap(Outline::id, Function.identity())));
    state = read;
    return read;
  }

  private @Nullable CompiledSchema ready(long revision) {
    lock.lock();
    try {
      return compiled.get(revision);
    } finally {
      lock.unlock();
    }
  }

  private void keep(long revision, CompiledSchema schema) {
    lock.lock();
    try {
      compiled.put(revision, schema);
      if (compiled.size() > size) {
        compiled.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }
}
