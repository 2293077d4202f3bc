package dev.signalbox.streaming;

import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that wait for some limit: asked all at once, looked at one by one. */
final class SideBySide implements AutoCloseable {

  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Future<Answer>> answers = new HashMap<>();

  void ask(String name, Callable<Answer> request) {
    answers.put(name, clients.submit(request));
  }

  Answer answer(String name) {
    try {
      return Objects.requireNonNull(answers.get(name), name).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  @Override
  public void close() {
    clients.shutdownNow();
  }
}
