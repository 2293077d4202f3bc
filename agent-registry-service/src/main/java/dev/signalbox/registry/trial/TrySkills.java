package dev.signalbox.registry.trial;

import dev.signalbox.registry.agent.Skill;
import dev.signalbox.registry.egress.FetchFailedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the first example of each declared skill to an agent, all at the same time. */
@Component
final class TrySkills {

  private final TrialSettings settings;

  TrySkills(TrialSettings settings) {
    this.settings = settings;
  }

  /** Puts one request to the agent. */
  @FunctionalInterface
  interface Request {
    /**
     * What is wrong with the answer; null if nothing is.
     *
     * @throws FetchFailedException if there is none
     */
    @Nullable String objection(String example) throws FetchFailedException;
  }

  /** Tries the first skills that have an example; one that has none is taken on its word. */
  Tried tryOut(List<Skill> skills, Request request) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Tried>> all =
          skills.stream()
              .filter(skill -> !skill.examples().isEmpty())
              .limit(settings.mostSkills())
              .map(skill -> CompletableFuture.supplyAsync(() -> tried(skill, request), threads))
              .toList();
      return all.stream()
          .map(CompletableFuture::join)
          .filter(Tried.Fails.class::isInstance)
          .findFirst()
          .orElse(new Tried.Works(null));
    }
  }

  private static Tried tried(Skill skill, Request request) {
    String objection;
    try {
      objection = request.objection(skill.examples().getFirst());
    } catch (FetchFailedException e) {
      objection = e.getMessage();
    }
    return objection == null
        ? new Tried.Works(null)
        : new Tried.Fails("the skill '%s' was tried, but %s".formatted(skill.name(), objection));
  }
}
