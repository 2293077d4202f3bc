package dev.signalbox.eventstore.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;

/** Axon's JDBC storage engine, as its PostgreSQL users configure it. */
final class AxonClient implements Client {

  private static final int BATCH = 1_000;

  private final HikariDataSource connections;
  private final JdbcEventStorageEngine engine;
  // Who writes to an aggregate of which it expects nothing is its repository, which locks it.
  private final Map<String, AtomicLong> aggregates = new ConcurrentHashMap<>();

  AxonClient(HikariDataSource connections) {
    this.connections = connections;
    Serializer json = JacksonSerializer.defaultSerializer();
    this.engine =
        JdbcEventStorageEngine.builder()
            .snapshotSerializer(json)
            .eventSerializer(json)
            .connectionProvider(connections::getConnection)
            .transactionManager(NoTransactionManager.INSTANCE)
            .batchSize(BATCH)
            .build();
  }

  void createSchema() {
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
  }

  @Override
  public void append(String stream, long expected, int events) {
    if (expected != ANY) {
      engine.appendEvents(messages(stream, expected, events));
      return;
    }
    AtomicLong next = aggregates.computeIfAbsent(stream, any -> new AtomicLong());
    synchronized (next) {
      engine.appendEvents(messages(stream, next.get(), events));
      next.addAndGet(events);
    }
  }

  private static List<DomainEventMessage<Payload>> messages(String stream, long first, int count) {
    List<DomainEventMessage<Payload>> messages = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      messages.add(
          new GenericDomainEventMessage<>(
              "benchmark", stream, first + number, Payload.next()));
    }
    return messages;
  }

  @Override
  public void load(Layout layout, int from, int to) {
    List<DomainEventMessage<Payload>> messages = new ArrayList<>();
    for (int index = from; index < to; index++) {
      messages.addAll(messages(layout.stream(index), 0, layout.eventsPerStream()));
    }
    engine.appendEvents(messages);
  }

  @Override
  public int streamsPerLoad(Layout layout) {
    return Math.max(1, BATCH / layout.eventsPerStream());
  }

  @Override
  public long version(String stream) {
    return engine.lastSequenceNumberFor(stream).map(last -> last + 1).orElse(0L);
  }

  @Override
  public int read(String stream) {
    DomainEventStream events = engine.readEvents(stream);
    int count = 0;
    while (events.hasNext()) {
      require(events.next().getPayload());
      count++;
    }
    return count;
  }

  @Override
  public Follower follow(boolean fromBeginning) {
    return new EngineFollower(fromBeginning ? null : engine.createHeadToken());
  }

  @Override
  public void close() {
    connections.close();
  }

  // The payload is read from its JSON when somebody asks for it.
  private static void require(Object payload) {
    if (!(payload instanceof Payload)) {
      throw new IllegalStateException("Not what was appended: " + payload);
    }
  }

  private final class EngineFollower implements Follower {

    private @Nullable TrackingToken token;

    EngineFollower(@Nullable TrackingToken token) {
      this.token = token;
    }

    @Override
    public int next(Met met) {
      int count = 0;
      try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(token, false)) {
        Iterator<? extends TrackedEventMessage<?>> each = events.iterator();
        while (each.hasNext()) {
          TrackedEventMessage<?> event = each.next();
          require(event.getPayload());
          if (event instanceof DomainEventMessage<?> domain) {
            met.event(domain.getAggregateIdentifier(), domain.getSequenceNumber() + 1);
          }
          token = event.trackingToken();
          count++;
        }
      }
      return count;
    }
  }
}
