package dev.signalbox.simulator.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Writes one answer, either whole ({@link #send}) or in parts ({@link #begin}, {@link #write},
 * {@link #end}). A write blocks while the client does not read.
 */
public final class Response {

  private final OutputStream out;
  private final Runnable closeConnection;
  private final LongAdder bytesSent;
  private volatile State state = State.UNANSWERED;
  private @Nullable Duration perHeadByte;

  private enum State {
    UNANSWERED,
    BEGUN,
    COMPLETE,
    CUT
  }

  Response(OutputStream out, Runnable closeConnection, LongAdder bytesSent) {
    this.out = out;
    this.closeConnection = closeConnection;
    this.bytesSent = bytesSent;
  }

  /** Lets status and headers go out one byte at a time, so long apart. */
  public void slowHead(Duration perByte) {
    perHeadByte = perByte;
  }

  /** Sends the whole answer. */
  public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
    state = State.COMPLETE;
    putHead(head(status, headers, "Content-Length: " + body.length));
    put(body);
    out.flush();
  }

  /** Sends status and headers; the body follows in chunked transfer coding. */
  public void begin(int status, Map<String, String> headers) throws IOException {
    state = State.BEGUN;
    putHead(head(status, headers, "Transfer-Encoding: chunked"));
    out.flush();
  }

  /** Sends a part of the body at once, as a chunk of its own. */
  public void write(byte[] part) throws IOException {
    if (part.length == 0) {
      return;
    }
    put((Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    put(part);
    put("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Ends the body. */
  public void end() throws IOException {
    state = State.COMPLETE;
    put("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Closes the connection in the middle of the answer, on purpose. */
  public void cut() {
    state = State.CUT;
    closeConnection.run();
  }

  /** Whether the answer went out whole or was cut on purpose. */
  boolean settled() {
    return state == State.COMPLETE || state == State.CUT;
  }

  boolean complete() {
    return state == State.COMPLETE;
  }

  boolean unanswered() {
    return state == State.UNANSWERED;
  }

  private void putHead(byte[] head) throws IOException {
    if (perHeadByte == null) {
      put(head);
      return;
    }
    for (byte one : head) {
      put(new byte[] {one});
      out.flush();
      try {
        Thread.sleep(perHeadByte);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the client went away");
      }
    }
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    bytesSent.add(bytes.length);
  }

  private static byte[] head(int status, Map<String, String> headers, String framing) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append(framing).append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      case 529 -> "Overloaded";
      default -> "Status";
    };
  }
}
