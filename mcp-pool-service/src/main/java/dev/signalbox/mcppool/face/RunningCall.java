package dev.signalbox.mcppool.face;

import dev.signalbox.kit.context.Carried;
import dev.signalbox.mcppool.rpc.RpcMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A request that is being answered, or an agent that is told what changes: in a thread of its own,
 * so that it can be cancelled.
 */
public final class RunningCall {
  private static final int MAX_WAITING = 64;

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** What comes of it: any number of notifications, and one end. */
  public sealed interface Message {

    /** How it goes. */
    record Note(RpcMessage.Notification notification) implements Message {}

    /**
     * The answer, the last of all.
     *
     * @param status the HTTP status that goes with it
     */
    record Answer(RpcMessage message, int status) implements Message {}

    /** There is nothing more to say, and nothing to answer. */
    record Ended() implements Message {}
  }

  private Runnable afterwards = () -> {};

  /** Not yet begun. */
  RunningCall(Function<Consumer<RpcMessage.Notification>, ? extends Message> work) {
    thread = Thread.ofVirtual().name("mcp-face").unstarted(Carried.runnable(() -> run(work)));
  }

  /** Set before it begins. */
  void afterwards(Runnable action) {
    afterwards = action;
  }

  RunningCall begin() {
    thread.start();
    return this;
  }

  /** What comes next, if it comes within that time. */
  public Optional<Message> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Cancels it, at the server too; an answer comes all the same, for nobody. */
  public void cancel() {
    thread.interrupt();
  }

  private void run(Function<Consumer<RpcMessage.Notification>, ? extends Message> work) {
    Message last = work.apply(this::note);
    afterwards.run();
    messages.add(last);
  }

  /** Of too many that nobody reads, the newest are dropped. */
  private void note(RpcMessage.Notification notification) {
    if (messages.size() < MAX_WAITING) {
      messages.add(new Message.Note(notification));
    }
  }
}
