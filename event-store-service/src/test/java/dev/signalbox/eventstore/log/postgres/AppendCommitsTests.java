package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Expectation;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.LogBusyException;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class AppendCommitsTests {

  private final HeldCommits commits = new HeldCommits();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<AppendOutcome>> begun = new ArrayList<>();
  private AppendCommits group = groupOf(1);

  @AfterEach
  void endWriters() {
    commits.letAllPass();
    writers.close();
    assertThat(begun).allMatch(Future::isDone);
  }

  @Test
  void commitsALoneAppendAtOnce() throws Exception {
    StreamName stream = anyStream();

    Future<AppendOutcome> outcome = append(Append.of(events(stream, 1)));
    commits.letPass(1);

    assertThat(streamOf(outcome)).isEqualTo(stream);
    assertThat(commits.sizes()).containsExactly(1);
  }

  @Test
  void commitsTogetherWhatComesDuringACommit() throws Exception {
    begin(anyAppend());
    commits.awaitStarted(1);
    StreamName one = anyStream();
    StreamName other = anyStream();
    Future<AppendOutcome> first = append(Append.of(events(one, 1)));
    Future<AppendOutcome> second = append(Append.of(events(other, 1)));
    Future<AppendOutcome> third = append(Append.of(events(one, 1)));
    awaitWaiting(3);

    commits.letPass(2);

    assertThat(streamOf(first)).isEqualTo(one);
    assertThat(streamOf(second)).isEqualTo(other);
    assertThat(streamOf(third)).isEqualTo(one);
    assertThat(commits.sizes()).containsExactly(1, 3);
  }

  @Test
  void commitsOneByOneWhatExpectsAVersionOfTheSameStream() throws Exception {
    begin(anyAppend());
    commits.awaitStarted(1);
    StreamName stream = anyStream();
    begin(Append.to(stream, ExpectedVersion.noStream(), events(stream, 1)));
    awaitWaiting(1);
    begin(Append.to(stream, ExpectedVersion.exactly(1), events(stream, 1)));
    awaitWaiting(2);
    begin(Append.of(events(stream, 1)));
    awaitWaiting(3);
    begin(anyAppend());
    awaitWaiting(4);

    commits.letPass(2);
    commits.awaitStarted(3);

    assertThat(commits.sizes()).startsWith(1, 2, 1);
    assertThat(commits.batch(1).getFirst().expects(stream)).isTrue();
    assertThat(commits.batch(2).getFirst().expects(stream)).isTrue();
  }

  @Test
  void commitsOneByOneWhatHasAnEventIdInCommon() throws Exception {
    begin(anyAppend());
    commits.awaitStarted(1);
    begin(Append.of(List.of(event("evt_same", anyStream(), "{}"))));
    awaitWaiting(1);
    begin(Append.of(List.of(event("evt_same", anyStream(), "{}"))));
    awaitWaiting(2);

    commits.letPass(2);
    commits.awaitStarted(3);

    assertThat(commits.sizes()).containsExactly(1, 1, 1);
  }

  @Test
  void leavesAStreamThatIsBeingCommittedAlone() throws Exception {
    group = groupOf(2);
    StreamName stream = anyStream();
    begin(Append.of(events(stream, 1)));
    commits.awaitStarted(1);
    begin(Append.of(events(stream, 1)));
    awaitWaiting(1);
    begin(anyAppend());
    commits.awaitStarted(2);

    assertThat(commits.batch(1)).noneMatch(append -> append.streams().contains(stream));

    commits.letPass(1);
    commits.awaitStarted(3);
    assertThat(commits.batch(2)).allMatch(append -> append.streams().contains(stream));
  }

  @Test
  void countsStreamsOnWhichOnlyAnExpectationIs() throws Exception {
    begin(anyAppend());
    commits.awaitStarted(1);
    StreamName watched = anyStream();
    begin(
        new Append(
            List.of(new Expectation(watched, ExpectedVersion.noStream())), events(anyStream(), 1)));
    awaitWaiting(1);
    begin(Append.of(events(watched, 1)));
    awaitWaiting(2);

    commits.letPass(2);
    commits.awaitStarted(3);

    assertThat(commits.sizes()).containsExactly(1, 1, 1);
  }

  @Test
  void triesEachByItselfIfTogetherTheyCannotBeRecorded() throws Exception {
    begin(anyAppend());
    commits.awaitStarted(1);
    Future<AppendOutcome> bad = append(Append.of(List.of(event("evt_bad", anyStream(), "{}"))));
    awaitWaiting(1);
    Future<AppendOutcome> good = append(anyAppend());
    awaitWaiting(2);

    commits.letAllPass();

    assertThat(bad.get(10, SECONDS)).isInstanceOf(AppendOutcome.Unstorable.class);
    assertThat(good.get(10, SECONDS)).isInstanceOf(AppendOutcome.Appended.class);
  }

  @Test
  void tellsEveryoneOfALostDatabase() throws Exception {
    begin(anyAppend());
    commits.awaitStarted(1);
    Future<AppendOutcome> lost = append(Append.of(List.of(event("evt_lost", anyStream(), "{}"))));
    awaitWaiting(1);
    Future<AppendOutcome> companion = append(anyAppend());
    awaitWaiting(2);

    commits.letAllPass();

    assertThatThrownBy(() -> lost.get(10, SECONDS))
        .hasCauseInstanceOf(DataAccessResourceFailureException.class);
    assertThatThrownBy(() -> companion.get(10, SECONDS))
        .hasCauseInstanceOf(DataAccessResourceFailureException.class);
    assertThat(append(anyAppend()).get(10, SECONDS)).isInstanceOf(AppendOutcome.Appended.class);
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    begin(anyAppend());
    commits.awaitStarted(1);
    for (int waiting = 1; waiting <= 4; waiting++) {
      begin(anyAppend());
      awaitWaiting(waiting);
    }

    assertThatThrownBy(() -> append(anyAppend()).get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LogBusyException.class);
    assertThat(group.waiting()).isEqualTo(4);
  }

  @Test
  void refusesWhatHasWaitedTooLong() throws Exception {
    group =
        new AppendCommits(
            commits, new LogProperties.GroupCommit(1, 1, 64, 500, 4, Duration.ofMillis(50)));
    begin(anyAppend());
    commits.awaitStarted(1);

    assertThatThrownBy(() -> append(anyAppend()).get(10, SECONDS))
        .hasCauseInstanceOf(LogBusyException.class)
        .hasMessageContaining("nothing of it was recorded");
    assertThat(group.waiting()).isZero();
  }

  @Test
  void takesNoMoreEventsIntoACommitThanItMay() throws Exception {
    group =
        new AppendCommits(
            commits, new LogProperties.GroupCommit(1, 1, 64, 5, 4, Duration.ofSeconds(30)));
    begin(anyAppend());
    commits.awaitStarted(1);
    begin(Append.of(events(anyStream(), 4)));
    awaitWaiting(1);
    begin(Append.of(events(anyStream(), 9)));
    awaitWaiting(2);
    begin(Append.of(events(anyStream(), 1)));
    awaitWaiting(3);

    commits.letPass(2);
    commits.awaitStarted(3);

    assertThat(commits.batch(1).stream().mapToInt(append -> append.events().size()).sum())
        .isEqualTo(5);
    assertThat(commits.batch(2).getFirst().events()).hasSize(9);
  }

  @Test
  void waitsAfterACommitForAsManyAsLatelyAppended() throws Exception {
    AtomicLong nanos = new AtomicLong();
    group =
        new AppendCommits(
            commits,
            new LogProperties.GroupCommit(1, 1, 64, 500, 4, Duration.ofHours(9)),
            nanos::get);
    begin(anyAppend());
    commits.awaitStarted(1);
    begin(anyAppend());
    begin(anyAppend());
    awaitWaiting(2);
    nanos.addAndGet(HOURS.toNanos(4));
    commits.letPass(1);
    begun.getFirst().get(10, SECONDS);
    assertThat(group.waiting()).isEqualTo(2);

    Thread last = Thread.ofPlatform().start(() -> appendNow(anyAppend()));
    commits.awaitStarted(2);

    assertThat(commits.sizes()).containsExactly(1, 3);
    assertThat(commits.committer(1)).isEqualTo(last);
    commits.letPass(1);
    last.join();
  }

  private AppendCommits groupOf(int leaders) {
    return new AppendCommits(
        commits, new LogProperties.GroupCommit(leaders, 1, 64, 500, 4, Duration.ofSeconds(30)));
  }

  private void begin(Append append) {
    begun.add(append(append));
  }

  private Future<AppendOutcome> append(Append append) {
    AppendCommits into = group;
    WrittenAppend written = new WrittenAppend(append, new EventJson());
    return writers.submit(() -> into.append(written));
  }

  private void appendNow(Append append) {
    group.append(new WrittenAppend(append, new EventJson()));
  }

  private void awaitWaiting(int count) {
    long end = System.nanoTime() + SECONDS.toNanos(10);
    while (group.waiting() != count) {
      assertThat(System.nanoTime()).as("%s waiting", group.waiting()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static Append anyAppend() {
    return Append.of(List.of(anyEvent(anyStream())));
  }

  private static StreamName streamOf(Future<AppendOutcome> outcome) throws Exception {
    return ((AppendOutcome.Appended) outcome.get(10, SECONDS)).places().getFirst().stream();
  }
}
