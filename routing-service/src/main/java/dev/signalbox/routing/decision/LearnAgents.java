package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.embedding.Embedder;
import dev.signalbox.routing.embedding.EmbeddingModel;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the choice up to date with the agents that are known, on a thread of its own; only the
 * newest state counts.
 */
public final class LearnAgents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LearnAgents.class);

  private final ChooseAgent chooseAgent;
  private final Supplier<Embedder> embedder;
  private final BlockingQueue<Collection<Agent>> newest = new ArrayBlockingQueue<>(1);
  private final Thread thread;

  public LearnAgents(KnownAgents agents, ChooseAgent chooseAgent, Supplier<Embedder> embedder) {
    this.chooseAgent = chooseAgent;
    this.embedder = embedder;
    this.thread =
        Thread.ofPlatform()
            .stackSize(EmbeddingModel.STACK_SIZE)
            .daemon()
            .name("learn-agents")
            .unstarted(this::learn);
    agents.onChange(this::take);
    thread.start();
  }

  private synchronized void take(Collection<Agent> agents) {
    newest.clear();
    newest.add(agents);
  }

  private void learn() {
    try {
      while (true) {
        Collection<Agent> agents = newest.take();
        if (agents.isEmpty() && chooseAgent.size() == 0) {
          continue;
        }
        long before = System.nanoTime();
        try {
          chooseAgent.learn(agents, embedder.get());
          LOG.info(
              "Learnt {} agents in {} ms", agents.size(), (System.nanoTime() - before) / 1_000_000);
        } catch (RuntimeException e) {
          if (Thread.currentThread().isInterrupted()) {
            return;
          }
          LOG.error("The agents could not be learnt; the ones known before stay in use", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
