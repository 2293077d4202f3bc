package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.openai.ChatAnswerReader;
import dev.signalbox.streaming.wire.openai.ChatChunk;
import dev.signalbox.streaming.wire.sse.SseEvent;
import java.io.ByteArrayOutputStream;

/**
 * Relays a stream event by event, bytes unchanged. Nothing goes out before the model's first
 * output, so that until then another model can take over.
 */
final class StreamRelay {

  private static final int MAX_HELD = 64 * 1024;

  private final Patience patience;
  private final ProviderExchange exchange;
  private final ChatAnswerReader reader;
  private final Tally tally;
  private final boolean relayUsage;
  private final Served served;
  private final String contentType;
  private final AttemptProperties limits;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean finished;

  StreamRelay(
      Patience patience,
      ProviderExchange exchange,
      ChatAnswerReader reader,
      Tally tally,
      boolean relayUsage,
      Served served,
      String contentType,
      AttemptProperties limits) {
    this.patience = patience;
    this.exchange = exchange;
    this.reader = reader;
    this.tally = tally;
    this.relayUsage = relayUsage;
    this.served = served;
    this.contentType = contentType;
    this.limits = limits;
  }

  /** Relays up to the terminating event, which is returned instead. */
  byte[] untilDone() throws HungUpException, AttemptFailedException, InterruptedException {
    while (true) {
      switch (next()) {
        case Signal.Event(SseEvent event) -> {
          ChatChunk chunk = reader.chunk(event);
          if (chunk instanceof ChatChunk.Done) {
            release();
            return event.raw();
          }
          relay(event, chunk);
        }
        case Signal.Ended ignored -> {
          if (!finished) {
            throw broken(Failure.Broken.Fault.CUT, "The provider's answer broke off.");
          }
          release();
          return ErrorChunks.DONE;
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

  private void relay(SseEvent event, ChatChunk chunk)
      throws HungUpException, AttemptFailedException {
    switch (chunk) {
      case ChatChunk.Part part -> {
        tally.add(part);
        finished |= part.finished();
        if (!part.usageOnly() || relayUsage) {
          pass(event, part.output() || part.finished());
        }
      }
      case ChatChunk.Silent ignored -> pass(event, false);
      case ChatChunk.Failed error ->
          throw broken(
              Failure.Broken.Fault.ERROR_INSIDE,
              "The provider reports an error: " + error.message());
      case ChatChunk.Malformed ignored ->
          throw broken(
              Failure.Broken.Fault.MALFORMED, "The provider sent an event that is not JSON.");
      case ChatChunk.Done ignored -> throw new IllegalStateException("relayed by the caller");
    }
  }

  private void pass(SseEvent event, boolean output) throws HungUpException {
    if (patience.begun()) {
      patience.write(event.raw());
      return;
    }
    held.writeBytes(event.raw());
    if (output || held.size() > MAX_HELD) {
      release();
    }
  }

  private void release() throws HungUpException {
    if (!patience.begun()) {
      patience.begin(served, contentType);
      if (held.size() > 0) {
        patience.write(held.toByteArray());
        held.reset();
      }
    }
  }

  private static AttemptFailedException broken(Failure.Broken.Fault fault, String message) {
    return new AttemptFailedException(new Failure.Broken(fault, message));
  }
}
