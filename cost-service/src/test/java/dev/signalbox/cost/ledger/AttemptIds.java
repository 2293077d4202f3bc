package dev.signalbox.cost.ledger;

import dev.signalbox.kit.id.IdKind;
import java.time.Instant;

/** Ids of attempts that began whenever a test wants. */
public final class AttemptIds {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private AttemptIds() {}

  public static String at(Instant began) {
    StringBuilder time = new StringBuilder();
    for (int place = 9; place >= 0; place--) {
      time.append(ALPHABET.charAt((int) ((began.toEpochMilli() >>> (5 * place)) & 31)));
    }
    String next = IdKind.ATTEMPT.next();
    return next.substring(0, 4) + time + next.substring(14);
  }
}
