package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Passes a stream on, what has come together in one go. Nothing goes out before the model's first
 * output, so that until then another model can take over.
 */
final class StreamRelay {

  private static final int MAX_HELD = 64 * 1024;
  private static final int MAX_GATHERED = 16 * 1024;

  private final Ongoing attempt;
  private final Patience patience;
  private final ProviderExchange exchange;
  private final AnswerReader reader;
  private final Rendition rendition;
  private final String contentType;
  private final AttemptProperties limits;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean finished;

  StreamRelay(
      Ongoing attempt,
      ProviderExchange exchange,
      AnswerReader reader,
      String contentType,
      AttemptProperties limits) {
    this.attempt = attempt;
    this.patience = attempt.patience();
    this.exchange = exchange;
    this.reader = reader;
    this.rendition = attempt.rendition();
    this.contentType = contentType;
    this.limits = limits;
  }

  /**
   * How a stream ended.
   *
   * @param completing what tells the client that it is complete
   * @param cut whether it ended at its ceiling, before its provider ended it
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Ended(byte[] completing, boolean cut) {}

  /** Passes on all but what says that the answer is complete, which is returned instead. */
  Ended untilEnd() throws HungUpException, AttemptFailedException, InterruptedException {
    try {
      return passedOn();
    } catch (AttemptFailedException e) {
      releaseIfBegun();
      throw e;
    }
  }

  /** The failure stands, whether or not anybody still reads what came before it. */
  private void releaseIfBegun() {
    try {
      if (patience.begun()) {
        release();
      }
    } catch (HungUpException e) {
      held.reset();
    }
  }

  private Ended passedOn() throws HungUpException, AttemptFailedException, InterruptedException {
    while (true) {
      switch (next()) {
        case Signal.Event(Frame frame) -> {
          if (passed(frame)) {
            release();
            return new Ended(rendition.end(), false);
          }
          if (!finished && attempt.ceiling().reached(attempt.tally().output())) {
            release();
            return new Ended(rendition.cut(attempt.tally().estimated()), true);
          }
        }
        case Signal.Ended ignored -> {
          if (!finished) {
            throw new AttemptFailedException(
                new Failure.Broken(Failure.Broken.Fault.CUT, "The provider's answer broke off."));
          }
          release();
          return new Ended(rendition.end(), false);
        }
        case Signal.Failed(Failure failure) -> throw new AttemptFailedException(failure);
        case Signal.Opened ignored -> throw new IllegalStateException("a second head");
        case Signal.Body ignored -> throw new IllegalStateException("a body within a stream");
      }
    }
  }

  private Signal next() throws HungUpException, AttemptFailedException, InterruptedException {
    return patience.begun()
        ? patience.nextInStream(exchange)
        : patience.signal(exchange, Failure.TimedOut.Limit.FIRST_TOKEN, limits.firstToken());
  }

  /** Whether the frame is the protocol's mark of the end. */
  private boolean passed(Frame frame) throws HungUpException, AttemptFailedException {
    List<AnswerEvent> events = reader.read(frame);
    boolean output = false;
    boolean ended = false;
    for (AnswerEvent event : events) {
      Answering.requireSound(event);
      attempt.tally().add(event);
      output |= event.output();
      finished |= event instanceof AnswerEvent.Finished;
      ended |= event instanceof AnswerEvent.Ended;
    }
    pass(rendition.frame(frame, events), output || finished);
    return ended;
  }

  private void pass(byte[] bytes, boolean release) throws HungUpException {
    if (patience.begun() && held.size() + bytes.length > MAX_GATHERED) {
      release();
    }
    held.writeBytes(bytes);
    if (patience.begun() ? exchange.drained() : release || held.size() > MAX_HELD) {
      release();
    }
  }

  private void release() throws HungUpException {
    if (!patience.begun()) {
      patience.begin(attempt.served(), contentType);
    }
    if (held.size() > 0) {
      patience.write(held.toByteArray());
      held.reset();
    }
  }
}
