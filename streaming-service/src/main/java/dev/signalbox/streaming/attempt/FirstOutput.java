package dev.signalbox.streaming.attempt;

import java.io.IOException;
import java.time.Duration;

/** Notes when the first of an answer goes to the client. */
final class FirstOutput implements AnswerSink {

  private final AnswerSink client;
  private final long started = System.nanoTime();
  private long began;

  FirstOutput(AnswerSink client) {
    this.client = client;
  }

  /** How long it took; without any output, how long there has been none. */
  Duration took() {
    return Duration.ofNanos((began == 0 ? System.nanoTime() : began) - started);
  }

  @Override
  public boolean clientGone() {
    return client.clientGone();
  }

  @Override
  public void begin(Served served, String contentType) throws IOException {
    began = System.nanoTime();
    client.begin(served, contentType);
  }

  @Override
  public void write(byte[] events) throws IOException {
    client.write(events);
  }

  @Override
  public void complete(byte[] events) throws IOException {
    client.complete(events);
  }

  @Override
  public void fail(Failure failure, byte[] events) throws IOException {
    client.fail(failure, events);
  }

  @Override
  public void whole(Served served, String contentType, byte[] body) throws IOException {
    began = System.nanoTime();
    client.whole(served, contentType, body);
  }
}
