package dev.signalbox.streaming.meter;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** An attempt that has been recorded and not yet ended. */
public final class RunningAttempt {

  private final String id;
  private final Attempted attempted;
  private final Origin origin;
  private final Instant startedAt;
  private final Instant admittedAt;
  private final Reserved reserved;
  private final String startedEventId;
  private final AtomicLong outputTokens = new AtomicLong();
  private volatile boolean revoked;

  RunningAttempt(
      String id,
      Attempted attempted,
      Origin origin,
      Instant startedAt,
      Instant admittedAt,
      Reserved reserved,
      String startedEventId) {
    this.id = id;
    this.attempted = attempted;
    this.origin = origin;
    this.startedAt = startedAt;
    this.admittedAt = admittedAt;
    this.reserved = reserved;
    this.startedEventId = startedEventId;
  }

  public String id() {
    return id;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** Tells the estimate of the output so far, which is what counts if this process dies. */
  public void outputTokens(long estimated) {
    outputTokens.set(estimated);
  }

  /** Whether another replica has closed it already: whoever runs it must stop. */
  public boolean revoked() {
    return revoked;
  }

  long outputTokens() {
    return outputTokens.get();
  }

  void revoke() {
    revoked = true;
  }

  public Attempted attempted() {
    return attempted;
  }

  public Origin origin() {
    return origin;
  }

  /** By the database's clock. */
  Instant admittedAt() {
    return admittedAt;
  }

  List<Reservation> reservations() {
    return reserved.reservations();
  }

  String startedEventId() {
    return startedEventId;
  }
}
