package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.budget.OverBudgetException;
import dev.signalbox.streaming.meter.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an attempt brought no answer, or only part of one. */
public sealed interface Failure {

  /** Stable, for records and clients. */
  String code();

  /** For a person. */
  String message();

  /**
   * The provider answered with an error status.
   *
   * @param body the provider's error object, null when it sent none
   */
  record Refused(
      int providerStatus,
      @Override @Nullable Duration retryAfter,
      @Nullable String body,
      String message)
      implements Failure {

    @Override
    public String code() {
      return switch (providerStatus) {
        case 401, 402, 403 -> "provider_refused_credentials";
        case 429 -> "rate_limit_exceeded";
        case 503, 529 -> "provider_overloaded";
        default -> providerStatus >= 500 ? "provider_error" : "provider_refused_request";
      };
    }

    /**
     * The client must not take our credentials' trouble for its own, nor retry what we have tried.
     */
    private int clientStatus() {
      return switch (providerStatus) {
        case 401, 402, 403 -> 502;
        case 503, 529 -> 503;
        case 408, 504, 524 -> 504;
        default -> providerStatus >= 500 || providerStatus < 400 ? 502 : providerStatus;
      };
    }

    /** The request itself is at fault, so that no other provider would take it either. */
    boolean requestsFault() {
      return switch (providerStatus) {
        case 401, 402, 403, 404, 408, 409, 425, 429 -> false;
        default -> providerStatus < 500;
      };
    }
  }

  /** No connection came about. */
  record Unreachable(String message) implements Failure {

    @Override
    public String code() {
      return "provider_unreachable";
    }
  }

  /** It took too long. */
  record TimedOut(Limit limit) implements Failure {

    /** Which limit was reached. */
    public enum Limit {
      FIRST_TOKEN("first_token_timeout", "The provider sent no token in time."),
      INTER_TOKEN("inter_token_timeout", "The provider fell silent in the middle of its answer."),
      TOTAL("attempt_timeout", "The provider did not finish in time."),
      DEADLINE("deadline_exceeded", "The deadline of the request has passed.");

      private final String code;
      private final String message;

      Limit(String code, String message) {
        this.code = code;
        this.message = message;
      }
    }

    @Override
    public String code() {
      return limit.code;
    }

    @Override
    public String message() {
      return limit.message;
    }
  }

  /** What the provider sent is no answer. */
  record Broken(Fault fault, String message) implements Failure {

    /** In which way. */
    public enum Fault {
      CUT("provider_cut_off"),
      MALFORMED("provider_malformed_answer"),
      ERROR_INSIDE("provider_error"),
      TOO_LONG("provider_answer_too_long");

      private final String code;

      Fault(String code) {
        this.code = code;
      }
    }

    @Override
    public String code() {
      return fault.code;
    }
  }

  /** Another replica has closed the attempt, because this one could not renew its lease. */
  record Revoked() implements Failure {

    @Override
    public String code() {
      return "lease_lost";
    }

    @Override
    public String message() {
      return "The attempt could not be recorded any longer.";
    }
  }

  /**
   * A hard budget does not let it be made.
   *
   * @param refusedWith the status, as HTTP has it
   * @param moreAfter when there may be more
   */
  record OverBudget(int refusedWith, String code, String message, Duration moreAfter)
      implements Failure {

    static OverBudget of(OverBudgetException refusal) {
      return new OverBudget(
          refusal.status(),
          refusal.code(),
          String.valueOf(refusal.getMessage()),
          refusal.retryAfter());
    }
  }

  /** What a client is answered with. */
  default int status() {
    return switch (this) {
      case Refused refused -> refused.clientStatus();
      case Unreachable ignored -> 502;
      case TimedOut ignored -> 504;
      case Broken ignored -> 502;
      case Revoked ignored -> 503;
      case OverBudget over -> over.refusedWith();
    };
  }

  default Outcome outcome() {
    return switch (this) {
      case TimedOut ignored -> Outcome.TIMED_OUT;
      case Refused ignored -> Outcome.PROVIDER_ERROR;
      case Unreachable ignored -> Outcome.PROVIDER_ERROR;
      case Broken ignored -> Outcome.PROVIDER_ERROR;
      case Revoked ignored -> Outcome.PROVIDER_ERROR;
      case OverBudget ignored -> Outcome.PROVIDER_ERROR;
    };
  }

  /** Whether the next model of the chain may have better luck. */
  default boolean mayTryNext() {
    return switch (this) {
      case Refused refused -> !refused.requestsFault();
      case TimedOut timedOut -> timedOut.limit() != TimedOut.Limit.DEADLINE;
      case Unreachable ignored -> true;
      case Broken ignored -> true;
      case Revoked ignored -> false;
      // It may be cheaper, or have a budget of its own.
      case OverBudget ignored -> true;
    };
  }

  /** Whether the provider may have used tokens all the same. */
  default boolean mayHaveCost() {
    return switch (this) {
      case Refused ignored -> false;
      case Unreachable ignored -> false;
      case TimedOut ignored -> true;
      case Broken ignored -> true;
      case Revoked ignored -> true;
      case OverBudget ignored -> false;
    };
  }

  /** The wait the provider asked for. */
  default @Nullable Duration retryAfter() {
    return null;
  }
}
