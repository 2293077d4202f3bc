package dev.signalbox.kit.commit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTests {

  private final HeldCommit commit = new HeldCommit();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<String>> begun = new ArrayList<>();
  private GroupCommit<String, String> group = groupWithin(Duration.ofSeconds(30));

  @AfterEach
  void endWorkers() {
    commit.passing.release(1_000);
    workers.close();
    assertThat(begun).allMatch(Future::isDone);
  }

  @Test
  void commitsALoneWorkAtOnce() throws Exception {
    commit.passing.release();

    assertThat(submitted("a").get(10, SECONDS)).isEqualTo("a done");

    assertThat(commit.batches).containsExactly(List.of("a"));
  }

  @Test
  void commitsTogetherWhatComesDuringACommit() throws Exception {
    begin("a");
    awaitCommits(1);
    Future<String> b = submitted("b");
    awaitWaiting(1);
    Future<String> c = submitted("c");
    awaitWaiting(2);

    commit.passing.release(2);

    assertThat(b.get(10, SECONDS)).isEqualTo("b done");
    assertThat(c.get(10, SECONDS)).isEqualTo("c done");
    assertThat(commit.batches).containsExactly(List.of("a"), List.of("b", "c"));
  }

  @Test
  void triesEachByItselfIfOneOfThemMayBeAtFault() throws Exception {
    begin("a");
    awaitCommits(1);
    Future<String> bad = submitted("bad");
    awaitWaiting(1);
    Future<String> good = submitted("good");
    awaitWaiting(2);

    commit.passing.release(2);

    assertThatThrownBy(() -> bad.get(10, SECONDS))
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(good.get(10, SECONDS)).isEqualTo("good done");
  }

  @Test
  void tellsEveryoneOfAFailureThatIsNobodysFault() throws Exception {
    begin("a");
    awaitCommits(1);
    Future<String> lost = submitted("lost");
    awaitWaiting(1);
    Future<String> companion = submitted("b");
    awaitWaiting(2);

    commit.passing.release(3);

    assertThatThrownBy(() -> lost.get(10, SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> companion.get(10, SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(submitted("c").get(10, SECONDS)).isEqualTo("c done");
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    begin("a");
    awaitCommits(1);
    for (int waiting = 1; waiting <= 4; waiting++) {
      begin("b");
      awaitWaiting(waiting);
    }

    assertThatThrownBy(() -> workers.submit(() -> group.run("c")).get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CommitBusyException.class);
    assertThat(group.waiting()).isEqualTo(4);
  }

  @Test
  void refusesWhatHasWaitedTooLong() throws Exception {
    group = groupWithin(Duration.ofMillis(50));
    begin("a");
    awaitCommits(1);

    assertThatThrownBy(() -> workers.submit(() -> group.run("b")).get(10, SECONDS))
        .hasCauseInstanceOf(CommitBusyException.class);
    assertThat(group.waiting()).isZero();
  }

  private GroupCommit<String, String> groupWithin(Duration patience) {
    return new GroupCommit<>(
        commit, Grouping.ofAny(), new GroupCommitSettings(1, 1, 64, 4, patience));
  }

  private void begin(String work) {
    begun.add(submitted(work));
  }

  private Future<String> submitted(String work) {
    GroupCommit<String, String> into = group;
    return workers.submit(() -> into.run(work));
  }

  private void awaitCommits(int count) {
    long end = System.nanoTime() + SECONDS.toNanos(10);
    while (commit.batches.size() != count) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void awaitWaiting(int count) {
    long end = System.nanoTime() + SECONDS.toNanos(10);
    while (group.waiting() != count) {
      assertThat(System.nanoTime()).as("%s waiting", group.waiting()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Commits that end when a test lets them. */
  private static final class HeldCommit implements Commit<String, String> {

    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final Semaphore passing = new Semaphore(0);

    @Override
    public String one(String work) {
      if (work.equals("bad")) {
        throw new IllegalArgumentException(work);
      }
      return work + " done";
    }

    @Override
    public List<String> all(List<String> works) {
      batches.add(works);
      passing.acquireUninterruptibly();
      if (works.contains("lost")) {
        throw new IllegalStateException("lost");
      }
      return works.stream().map(this::one).toList();
    }

    @Override
    public boolean mayBeOfOne(RuntimeException failure) {
      return failure instanceof IllegalArgumentException;
    }
  }
}
