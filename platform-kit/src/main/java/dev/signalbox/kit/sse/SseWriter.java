package dev.signalbox.kit.sse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes one event stream (HTML standard, section 9.2), each event flushed on its own. A slow
 * reader blocks the writing thread; one who has gone is noticed by the next write, which a comment
 * makes after every second of silence. Safe for use by several threads.
 */
public final class SseWriter implements AutoCloseable {
  private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final OutputStream out;
  private final JsonMapper json;
  private final ReentrantLock writing = new ReentrantLock();
  private final List<Runnable> onDisconnect = new ArrayList<>();
  private final List<Runnable> onClose = new ArrayList<>();
  private volatile long lastWrite = System.nanoTime();
  private volatile boolean gone;
  private volatile boolean closed;

  SseWriter(OutputStream out, JsonMapper json) {
    this.out = out;
    this.json = json;
  }

  /**
   * Sends one event whose data is the value as JSON.
   *
   * @throws ClientGoneException if the reader has gone
   */
  public void send(String id, String event, Object data) {
    sendText(id, event, json.writeValueAsString(data));
  }

  /**
   * Sends one event.
   *
   * @param id null for none
   * @param event its name, null for the default
   * @param data may have several lines
   * @throws ClientGoneException if the reader has gone
   */
  public void sendText(@Nullable String id, @Nullable String event, String data) {
    StringBuilder frame = new StringBuilder(data.length() + 64);
    if (id != null) {
      frame.append("id: ").append(id).append('\n');
    }
    if (event != null) {
      frame.append("event: ").append(event).append('\n');
    }
    data.lines().forEach(line -> frame.append("data: ").append(line).append('\n'));
    if (data.isEmpty()) {
      frame.append("data: \n");
    }
    sendRaw(frame.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends bytes that already are whole frames.
   *
   * @throws ClientGoneException if the reader has gone
   */
  public void sendRaw(byte[] frames) {
    writing.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The stream is closed");
      }
      write(frames);
    } finally {
      writing.unlock();
    }
  }

  /** Runs the action once the reader is known to have gone; at once if that is known already. */
  public void onDisconnect(Runnable action) {
    writing.lock();
    try {
      if (!gone) {
        onDisconnect.add(action);
        return;
      }
    } finally {
      writing.unlock();
    }
    action.run();
  }

  /** Whether nothing speaks against a reader being there. */
  public boolean connected() {
    return !gone;
  }

  void whenClosed(Runnable action) {
    onClose.add(action);
  }

  void keepAlive(long silenceNanos) {
    if (System.nanoTime() - lastWrite < silenceNanos || !writing.tryLock()) {
      return; // Somebody has written, or is writing just now.
    }
    try {
      if (!closed && !gone) {
        write(KEEP_ALIVE);
      }
    } catch (ClientGoneException e) {
      return; // Those who asked have been told.
    } finally {
      writing.unlock();
    }
  }

  private void write(byte[] bytes) {
    if (gone) {
      throw new ClientGoneException(null);
    }
    try {
      out.write(bytes);
      out.flush();
      lastWrite = System.nanoTime();
    } catch (IOException e) {
      gone = true;
      List.copyOf(onDisconnect).forEach(Runnable::run);
      throw new ClientGoneException(e);
    }
  }

  /** Ends the stream from our side. The answer itself ends when the request's thread returns. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (!closed) {
        closed = true;
        onClose.forEach(Runnable::run);
      }
    } finally {
      writing.unlock();
    }
  }
}
