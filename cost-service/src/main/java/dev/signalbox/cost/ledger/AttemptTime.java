package dev.signalbox.cost.ledger;

import dev.signalbox.kit.id.IdKind;
import java.time.Instant;

/**
 * The time at which an attempt began, as its id tells it: the first ten characters behind the
 * prefix are the milliseconds of a UUIDv7 (RFC 9562, section 5.7) in Crockford base32.
 */
final class AttemptTime {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_LENGTH = 10;

  private AttemptTime() {}

  /**
   * @throws IllegalArgumentException if it is not the id of an attempt
   */
  static Instant of(String attemptId) {
    if (!IdKind.ATTEMPT.matches(attemptId)) {
      throw new IllegalArgumentException("not the id of an attempt");
    }
    int begin = IdKind.ATTEMPT.prefix().length() + 1;
    long milliseconds = 0;
    for (int index = begin; index < begin + TIME_LENGTH; index++) {
      milliseconds = milliseconds << 5 | ALPHABET.indexOf(attemptId.charAt(index));
    }
    return Instant.ofEpochMilli(milliseconds);
  }
}
