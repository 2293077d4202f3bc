package dev.signalbox.mcppool.transport;

import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.Wire;
import dev.signalbox.mcppool.rpc.WireListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message per line, as MCP's stdio transport has it (2025-11-25, transports, stdio). One thread
 * reads and one writes; the writer alone touches the way out, so that a peer that does not read can
 * block nobody else, a close neither.
 */
public final class LineWire implements Wire {
  private final String name;
  private final InputStream in;
  private final OutputStream out;
  private final int maxFrame;
  private final Supplier<String> endOfInput;
  private final BlockingDeque<Outbound> queue = new LinkedBlockingDeque<>();
  private final Semaphore room;
  private final Semaphore roomAhead;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Thread writer;
  private @Nullable WireListener listener;

  /** A message on its way out, never compared; the id is that of a request, or 0. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Outbound(long id, byte[] line, Semaphore room) {}

  /**
   * @param name names the wire's two threads
   * @param maxFrame bytes a message of the peer may have
   * @param queueCapacity messages that may wait to be written; as many again may be sent ahead
   * @param endOfInput says why the way in ended, once it has
   */
  public LineWire(
      String name,
      InputStream in,
      OutputStream out,
      int maxFrame,
      int queueCapacity,
      Supplier<String> endOfInput) {
    this.name = name;
    this.in = in;
    this.out = out;
    this.maxFrame = maxFrame;
    this.endOfInput = endOfInput;
    this.room = new Semaphore(queueCapacity);
    this.roomAhead = new Semaphore(queueCapacity);
  }

  @Override
  public void open(WireListener receiver) {
    listener = receiver;
    writer = Thread.ofPlatform().daemon().name(name + "-writer").start(this::write);
    Thread.ofPlatform().daemon().name(name + "-reader").start(() -> read(receiver));
  }

  @Override
  public boolean send(RpcMessage message, Duration patience) throws InterruptedException {
    if (!room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return closed.get();
    }
    queue.addLast(outbound(message, room));
    return true;
  }

  @Override
  public boolean sendAhead(RpcMessage message) {
    if (!roomAhead.tryAcquire()) {
      return closed.get();
    }
    queue.addFirst(outbound(message, roomAhead));
    return true;
  }

  @Override
  public boolean withdraw(long id) {
    boolean unsent = queue.removeIf(outbound -> outbound.id() == id);
    if (unsent) {
      room.release();
    }
    return unsent;
  }

  /** Ends both threads; the way out is closed as soon as the writer is not blocked in it. */
  @Override
  public void close(String reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (writer != null) {
      writer.interrupt();
    }
    if (listener != null) {
      listener.closed(reason);
    }
  }

  private static Outbound outbound(RpcMessage message, Semaphore room) {
    long id = message instanceof RpcMessage.Request request ? request.id().longValue() : 0;
    return new Outbound(id, RpcCodec.encode(message), room);
  }

  private void write() {
    try (out) {
      while (!closed.get()) {
        Outbound next = queue.takeFirst();
        while (next != null) {
          next.room().release();
          out.write(next.line());
          out.write('\n');
          next = queue.pollFirst();
        }
        out.flush();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException broken) {
      close(endOfInput.get());
    }
  }

  private void read(WireListener receiver) {
    try {
      LineReader lines = new LineReader(in, maxFrame);
      for (Line line = lines.next(); line != null; line = lines.next()) {
        switch (line) {
          case Line.Complete complete -> {
            if (complete.bytes().length > 0) {
              receiver.received(complete.bytes());
            }
          }
          case Line.TooLong tooLong -> receiver.tooLong(tooLong.id(), maxFrame);
        }
      }
    } catch (IOException broken) {
      // The end of the way in, whatever its form.
    }
    close(endOfInput.get());
  }
}
