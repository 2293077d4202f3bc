package dev.signalbox.simulator.protocol;

import java.nio.charset.StandardCharsets;

/** One event of a stream as it goes over the wire. */
public final class Frame {

  private final Moment moment;
  private final byte[] bytes;

  /** When a frame is sent. */
  public enum Moment {
    /** As soon as the request is accepted. */
    AT_ONCE,
    /** When the token in it is due. */
    TOKEN,
    /** With what is around it. */
    BETWEEN
  }

  private Frame(Moment moment, byte[] bytes) {
    this.moment = moment;
    this.bytes = bytes;
  }

  public static Frame of(Moment moment, byte[] bytes) {
    return new Frame(moment, bytes);
  }

  public static Frame of(Moment moment, String text) {
    return new Frame(moment, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A server-sent event without a name. */
  public static Frame data(Moment moment, String data) {
    return of(moment, "data: " + data + "\n\n");
  }

  /** A server-sent event with a name. */
  public static Frame event(Moment moment, String name, String data) {
    return of(moment, "event: " + name + "\ndata: " + data + "\n\n");
  }

  Moment moment() {
    return moment;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The frame with a wrong byte in its middle, one that never is in UTF-8. */
  byte[] corrupt() {
    byte[] copy = bytes.clone();
    int middle = copy.length / 2;
    copy[middle] = (byte) (copy[middle] == (byte) 0xFF ? 0xFE : 0xFF);
    return copy;
  }
}
