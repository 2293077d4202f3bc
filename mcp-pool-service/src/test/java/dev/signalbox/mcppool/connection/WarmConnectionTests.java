package dev.signalbox.mcppool.connection;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.connection.ServerState.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmConnectionTests {
  private static final Duration PATIENT = ofSeconds(30);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScriptedConnector connector = new ScriptedConnector();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void nothingIsOpenedBeforeItIsNeeded() {
    assertThat(warm(quick()).state().status()).isEqualTo(Status.STOPPED);
    assertThat(connector.attempts()).isZero();
  }

  @Test
  void howeverManyAskOneAttemptIsMade() throws InterruptedException {
    connector.gate = new CountDownLatch(1);
    WarmConnection warm = warm(quick());
    Set<Acquired> acquired = ConcurrentHashMap.newKeySet();
    List<Thread> callers =
        IntStream.range(0, 50)
            .mapToObj(i -> Thread.startVirtualThread(() -> acquired.add(warm.acquire(PATIENT))))
            .toList();
    await().until(() -> warm.state().status() == Status.CONNECTING);
    connector.gate.countDown();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(connector.attempts()).isEqualTo(1);
    assertThat(acquired).hasSize(1).first().isInstanceOf(Acquired.Connected.class);
    assertThat(warm.state().status()).isEqualTo(Status.READY);
  }

  @Test
  void aCallerThatCannotWaitLeavesTheAttemptToOthers() {
    connector.gate = new CountDownLatch(1);
    WarmConnection warm = warm(quick());

    assertThat(warm.acquire(ofMillis(20))).isEqualTo(new Acquired.StillConnecting());
    connector.gate.countDown();
    assertThat(warm.acquire(PATIENT)).isInstanceOf(Acquired.Connected.class);
    assertThat(connector.attempts()).isEqualTo(1);
  }

  @Test
  void aCallerThatLeavesIsNotTakenForOneThatRanOutOfTime() {
    connector.gate = new CountDownLatch(1);
    WarmConnection warm = warm(quick());
    Thread.currentThread().interrupt();

    assertThat(warm.acquire(PATIENT)).isEqualTo(new Acquired.CallerLeft());
    assertThat(Thread.interrupted()).isTrue();
    connector.gate.countDown();
    assertThat(warm.acquire(PATIENT)).isInstanceOf(Acquired.Connected.class);
  }

  @Test
  void whatFailedIsTriedAgainUnasked() {
    connector.failure = "no such program";
    WarmConnection warm = warm(quick());

    assertThat(warm.acquire(PATIENT))
        .isInstanceOfSatisfying(
            Acquired.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).isEqualTo("no such program"));
    connector.failure = null;
    await().until(() -> warm.state().status() == Status.READY);
  }

  @Test
  void tooManyFailuresAreACrashLoopAndCallersAreToldAtOnce() {
    connector.failure = "exited with code 1";
    WarmConnection warm = warm(new BackOff(ofMillis(1), ofDays(1), 3, ofDays(1)));
    warm.acquire(PATIENT);
    await().until(() -> warm.state().status() == Status.CRASH_LOOPING);

    assertThat(warm.state().reason()).isEqualTo("exited with code 1");
    assertThat(connector.attempts()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void whileTheNextAttemptIsFarNobodyWaits() {
    connector.failure = "exited with code 1";
    WarmConnection warm = warm(new BackOff(ofDays(1), ofDays(1), 3, ofDays(1)));
    warm.acquire(PATIENT);

    assertThat(warm.state().status()).isEqualTo(Status.DEGRADED);
    assertThat(warm.acquire(PATIENT))
        .isInstanceOfSatisfying(
            Acquired.Unavailable.class,
            unavailable -> assertThat(unavailable.retryAfter()).isGreaterThan(ofSeconds(60)));
    assertThat(connector.attempts()).isEqualTo(1);
  }

  @Test
  void aLostConnectionIsCleanedUpAndMadeAnew() {
    WarmConnection warm = warm(quick());
    Acquired first = warm.acquire(PATIENT);
    connector.hangUp("it left");

    await().until(() -> connector.cleanUps() == 1);
    assertThat(warm.acquire(PATIENT)).isInstanceOf(Acquired.Connected.class).isNotEqualTo(first);
    assertThat(connector.attempts()).isEqualTo(2);
  }

  @Test
  void aServerThatDiesSoonAfterEachStartLoopsAndOneThatHoldsOutDoesNot() {
    WarmConnection fragile = warm(new BackOff(ofMillis(1), ofDays(1), 2, ofDays(1)));
    fragile.acquire(PATIENT);
    connector.hangUp("died");
    assertThat(fragile.acquire(PATIENT)).isInstanceOf(Acquired.Connected.class);
    connector.hangUp("died");
    assertThat(fragile.state().status()).isEqualTo(Status.CRASH_LOOPING);

    WarmConnection stable = warm(new BackOff(ofMillis(1), ofMillis(1), 2, ZERO));
    for (int i = 0; i < 5; i++) {
      assertThat(stable.acquire(PATIENT)).isInstanceOf(Acquired.Connected.class);
      connector.hangUp("died");
      assertThat(stable.state().status()).isNotEqualTo(Status.CRASH_LOOPING);
    }
  }

  @Test
  void anExpiredSessionIsRenewedOnce() {
    WarmConnection warm = warm(quick());
    McpConnection expired = connected(warm);
    warm.renew(expired, "the session is over");
    McpConnection renewed = connected(warm);
    warm.renew(expired, "the session is over");

    assertThat(renewed).isNotSameAs(expired);
    assertThat(connected(warm)).isSameAs(renewed);
    assertThat(connector.attempts()).isEqualTo(2);
    await().until(() -> connector.cleanUps() == 1);
  }

  @Test
  void aConnectionThatWasLetGoIsMadeAnewByTheNextCaller() {
    WarmConnection warm = warm(quick());
    McpConnection first = connected(warm);

    assertThat(warm.release()).contains(first);
    assertThat(warm.release()).isEmpty();
    assertThat(warm.state().status()).isEqualTo(Status.STOPPED);
    first.close();
    assertThat(connected(warm)).isNotSameAs(first);
    assertThat(connector.attempts()).isEqualTo(2);
  }

  @Test
  void closingEndsAnAttemptThatIsUnderWay() {
    connector.gate = new CountDownLatch(1);
    WarmConnection warm = warm(quick());
    warm.acquire(ofMillis(10));
    warm.close();

    assertThat(warm.state().status()).isEqualTo(Status.STOPPED);
    assertThat(warm.acquire(PATIENT)).isInstanceOf(Acquired.Unavailable.class);
    assertThat(connector.attempts()).isEqualTo(1);
  }

  @Test
  void closingCleansUp() {
    WarmConnection warm = warm(quick());
    warm.acquire(PATIENT);
    warm.close();

    assertThat(connector.cleanUps()).isEqualTo(1);
    assertThat(connector.attempts()).isEqualTo(1);
  }

  @Test
  void waitsDoubleUpToTheLongestAndAreJittered() {
    BackOff backOff = new BackOff(ofMillis(100), ofSeconds(2), 5, ofSeconds(30));
    RandomGenerator random = new Random(1);

    assertThat(backOff.delay(1, random)).isBetween(ofMillis(50), ofMillis(100));
    assertThat(backOff.delay(3, random)).isBetween(ofMillis(200), ofMillis(400));
    assertThat(backOff.delay(1000, random)).isBetween(ofSeconds(1), ofSeconds(2));
  }

  private WarmConnection warm(BackOff backOff) {
    return new WarmConnection("test", connector, PATIENT, backOff, timer, Clock.systemUTC());
  }

  private static BackOff quick() {
    return new BackOff(ofMillis(1), ofMillis(50), 100, ofDays(1));
  }

  private static McpConnection connected(WarmConnection warm) {
    return ((Acquired.Connected) warm.acquire(PATIENT)).connection();
  }
}
