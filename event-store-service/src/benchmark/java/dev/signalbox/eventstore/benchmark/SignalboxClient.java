package dev.signalbox.eventstore.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.postgres.EventLogs;
import dev.signalbox.kit.id.IdKind;
import java.util.ArrayList;
import java.util.List;

/** Our log through its append API, in this JVM. */
final class SignalboxClient implements Client {

  private static final int PAGE = 1_000;
  private static final int EVENTS_PER_LOAD = 1_000;

  private final HikariDataSource connections;
  private final EventLog log;

  SignalboxClient(HikariDataSource connections) {
    this.connections = connections;
    this.log = EventLogs.on(connections);
  }

  @Override
  public void append(String stream, long expected, int events) {
    StreamName name = new StreamName(stream);
    List<NewEvent> news = new ArrayList<>(events);
    add(news, name, events);
    ExpectedVersion version =
        expected == ANY ? ExpectedVersion.any() : ExpectedVersion.exactly(expected);
    require(log.append(Append.to(name, version, news)));
  }

  @Override
  public void load(Layout layout, int from, int to) {
    List<NewEvent> news = new ArrayList<>();
    for (int index = from; index < to; index++) {
      add(news, new StreamName(layout.stream(index)), layout.eventsPerStream());
    }
    require(log.append(Append.of(news)));
  }

  @Override
  public int streamsPerLoad(Layout layout) {
    return Math.max(1, EVENTS_PER_LOAD / layout.eventsPerStream());
  }

  private static void add(List<NewEvent> news, StreamName stream, int count) {
    for (int number = 0; number < count; number++) {
      news.add(
          new NewEvent(
              IdKind.EVENT.next(),
              stream,
              Payload.TYPE,
              "benchmark",
              null,
              null,
              null,
              null,
              Payload.next().json()));
    }
  }

  private static void require(AppendOutcome outcome) {
    if (!(outcome instanceof AppendOutcome.Appended)) {
      throw new IllegalStateException("The append was refused: " + outcome);
    }
  }

  @Override
  public long version(String stream) {
    return log.version(new StreamName(stream)).orElse(0);
  }

  @Override
  public int read(String stream) {
    StreamName name = new StreamName(stream);
    int events = 0;
    Page page;
    do {
      page = log.read(name, StreamRange.from(events + 1L), PAGE);
      events += page.events().size();
    } while (page.more());
    return events;
  }

  @Override
  public Follower follow(boolean fromBeginning) {
    return new LogFollower(log, fromBeginning ? Checkpoint.START : log.head().checkpoint());
  }

  @Override
  public void close() {
    connections.close();
  }

  private static final class LogFollower implements Follower {

    private final EventLog log;
    private Checkpoint checkpoint;

    LogFollower(EventLog log, Checkpoint from) {
      this.log = log;
      this.checkpoint = from;
    }

    @Override
    public int next(Met met) {
      Page page = log.after(checkpoint, Selection.ALL, PAGE);
      for (RecordedEvent event : page.events()) {
        met.event(event.stream().value(), event.version());
        checkpoint = event.checkpoint();
      }
      return page.events().size();
    }
  }
}
