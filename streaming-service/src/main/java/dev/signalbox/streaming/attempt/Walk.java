package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.attempt.Attempts.Admitted;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.provider.aws.NoAwsCredentialsException;
import dev.signalbox.streaming.wire.InexpressibleException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request's way through its chain. */
final class Walk {

  private static final Duration LOOK = Duration.ofMillis(250);

  private final Attempts attempts;
  private final AdmittedCall admitted;
  private final ModelCall call;
  private final AnswerSink sink;
  private final Overhead overhead;
  private final List<String> passedOver = new ArrayList<>();
  private int made;
  private @Nullable Failure last;
  private @Nullable InexpressibleException inexpressible;
  private @Nullable Target waiting;
  private Duration wait = Duration.ZERO;

  Walk(Attempts attempts, AdmittedCall admitted, AnswerSink sink, Overhead overhead) {
    this.attempts = attempts;
    this.admitted = admitted;
    this.call = admitted.call();
    this.sink = sink;
    this.overhead = overhead;
  }

  /**
   * Asks the models of the chain until one answers, or the client has gone.
   *
   * @throws RefusedException when nobody is left to ask
   */
  void through(Chain chain) {
    passedOver.addAll(chain.passedOver());
    try {
      ask(chain);
    } catch (RefusedException e) {
      throw e.after(passedOver);
    }
  }

  private void ask(Chain chain) {
    Deque<Target> left = new ArrayDeque<>(chain.targets());
    boolean settled = false;
    while (!settled && !left.isEmpty()) {
      settled = settledBy(left);
    }
    Target again = waiting;
    while (!settled && again != null && made < attempts.limits().maxAttempts() && awaited(wait)) {
      waiting = null;
      settled = settledBy(new ArrayDeque<>(List.of(again)));
      again = waiting;
    }
    if (!settled && !sink.clientGone()) {
      throw exhausted();
    }
  }

  /** Whether the request is over, answered or given up by its client, when the next was asked. */
  private boolean settledBy(Deque<Target> left) {
    if (sink.clientGone()) {
      return true;
    }
    Admitted next = nextAdmitted(left);
    if (next == null) {
      return false;
    }
    Duration hedgeAfter = call.wishes().hedgeAfter();
    return hedgeAfter == null
        ? settled(
            next.target(),
            attempts.make(next, admitted, new Delivery(sink, passedOver(), overhead)))
        : new Hedge(this, attempts, admitted, sink, overhead).settled(next, left, hedgeAfter);
  }

  /** The next that may be asked, null when nobody is left. */
  @Nullable Admitted nextAdmitted(Deque<Target> left) {
    while (!left.isEmpty()) {
      if (call.deadline().expired(attempts.clock())) {
        throw RefusedException.deadline();
      }
      Admitted next = admitted(left.remove());
      if (next != null) {
        return next;
      }
    }
    return null;
  }

  private @Nullable Admitted admitted(Target target) {
    if (made >= attempts.limits().maxAttempts()) {
      return passOver(target, "too_many_attempts");
    }
    Worded worded = worded(target);
    if (worded == null) {
      return null;
    }
    if (made > 0 && !attempts.mayFollow(target)) {
      return passOver(target, "retry_budget_spent");
    }
    Admitted place = attempts.admitted(worded);
    if (place == null) {
      return passOver(target, "circuit_open");
    }
    if (made == 0) {
      attempts.first(target);
    }
    made++;
    return place;
  }

  private @Nullable Admitted passOver(Target target, String reason) {
    passedOver.add(target.name() + '=' + reason);
    return null;
  }

  /** Null when the target's protocol cannot say what the request says; another one may. */
  private @Nullable Worded worded(Target target) {
    try {
      return attempts.word(target, call);
    } catch (InexpressibleException e) {
      inexpressible = inexpressible == null ? e : inexpressible;
      passedOver.add(target.name() + "=unsupported_field:" + e.field());
      return null;
    } catch (NoAwsCredentialsException e) {
      passedOver.add(target.name() + "=no_provider_key");
      return null;
    }
  }

  /** What has been passed over so far. */
  List<String> passedOver() {
    return List.copyOf(passedOver);
  }

  /** Whether nothing is left to do after that result. */
  boolean settled(Target target, AttemptResult result) {
    return switch (result) {
      case AttemptResult.Answered ignored -> true;
      case AttemptResult.Abandoned ignored -> true;
      case AttemptResult.Failed(Failure failure) -> {
        remember(target, failure);
        yield false;
      }
    };
  }

  private void remember(Target target, Failure failure) {
    passedOver.add(target.name() + '=' + failure.code());
    if (!failure.mayTryNext()) {
      throw RefusedException.of(failure);
    }
    last = failure;
    Duration asked = failure.retryAfter();
    if (asked != null) {
      attempts.leaveAlone(target, asked);
      if (waiting == null || asked.compareTo(wait) < 0) {
        waiting = target;
        wait = asked;
      }
    }
  }

  /** Waits as a provider asked, unless that is too long or nobody waits for the answer. */
  private boolean awaited(Duration asked) {
    Duration left = call.deadline().remaining(attempts.clock());
    if (asked.compareTo(attempts.limits().maxRetryAfter()) > 0 || asked.compareTo(left) >= 0) {
      return false;
    }
    long from = System.nanoTime();
    long until = from + Math.max(0, asked.toNanos());
    try {
      while (System.nanoTime() < until) {
        if (sink.clientGone()) {
          return false;
        }
        Thread.sleep(
            Duration.ofNanos(Math.min(LOOK.toNanos(), Math.max(0, until - System.nanoTime()))));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      overhead.waited(System.nanoTime() - from);
    }
  }

  private RefusedException exhausted() {
    Failure failure = last;
    InexpressibleException unsaid = inexpressible;
    if (failure == null && unsaid != null) {
      return RefusedException.inexpressible(unsaid);
    }
    return failure == null
        ? RefusedException.noneLeft(
            "provider_unavailable",
            "Every model of the chain is unavailable: " + String.join(", ", passedOver) + '.',
            attempts.limits().breaker().open())
        : RefusedException.of(failure);
  }
}
