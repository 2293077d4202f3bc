package dev.signalbox.cost.advice;

import dev.signalbox.cost.advice.Advice.Kind;
import dev.signalbox.cost.advice.Advice.Outcomes;
import dev.signalbox.cost.ledger.AgentSums;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Finds what would have cost less. What too few calls speak for, and what cannot be priced, is not
 * advised.
 */
@Service
public class GiveAdvice {

  private static final int MOST_MODELS = 1_000;
  private static final int MOST_COMPARED = 10;

  /** Of either model, completed or failed. */
  private static final int FEWEST_COMPARED = 100;

  /** Of anything else. */
  private static final int FEWEST = 20;

  /** By how much the rate of completed calls may be lower. */
  private static final BigDecimal NOTICEABLE = new BigDecimal("0.02");

  private static final int DECIMALS = 4;

  private final AgentUsage usage;
  private final PriceElsewhere elsewhere;

  GiveAdvice(AgentUsage usage, PriceElsewhere elsewhere) {
    this.usage = usage;
    this.elsewhere = elsewhere;
  }

  /** The advice, what saves most first. */
  public List<Advice> find(AdviceQuery query, int limit) {
    List<AgentModel> models = usage.models(query, MOST_MODELS);
    Map<String, List<AgentModel>> byAgent =
        models.stream().collect(Collectors.groupingBy(AgentModel::agent));
    List<Advice> advice = new ArrayList<>();
    for (AgentModel model : models) {
      List<AgentModel> ofAgent = byAgent.getOrDefault(model.agent(), List.of());
      cheaperModel(query, model, ofAgent).ifPresent(advice::add);
      promptCache(model).ifPresent(advice::add);
      shorterContext(model).ifPresent(advice::add);
      batch(model).ifPresent(advice::add);
    }
    return advice.stream()
        .sorted(Comparator.comparing(Advice::saving).reversed())
        .limit(limit)
        .toList();
  }

  private Optional<Advice> cheaperModel(
      AdviceQuery query, AgentModel model, List<AgentModel> ofAgent) {
    List<AgentModel> others =
        model.agent().isEmpty()
            ? List.of()
            : ofAgent.stream()
                .filter(other -> isAsGood(other, model))
                .limit(MOST_COMPARED)
                .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    List<UsedPart> parts = usage.parts(query, model);
    BigDecimal spent = parts.stream().map(UsedPart::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    return others.stream()
        .flatMap(
            other ->
                elsewhere.atMost(parts, other.provider(), other.model()).stream()
                    .map(spent::subtract)
                    .filter(saving -> saving.signum() > 0)
                    .map(saving -> cheaperModel(model, other, saving)))
        .max(Comparator.comparing(Advice::saving));
  }

  private static boolean isAsGood(AgentModel other, AgentModel present) {
    return !other.name().equals(present.name())
        && other.outcomes().calls() >= FEWEST_COMPARED
        && present.outcomes().calls() >= FEWEST_COMPARED
        && other.isAlike(present)
        && other.outcomes().betterAtLeastBy(present.outcomes()).compareTo(NOTICEABLE.negate()) >= 0;
  }

  private static Advice cheaperModel(AgentModel model, AgentModel other, BigDecimal saving) {
    return Advice.of(
        Kind.CHEAPER_MODEL,
        model,
        saving,
        new Advice.CheaperModel(
            other.name(),
            outcomes(model),
            outcomes(other),
            other
                .outcomes()
                .betterAtLeastBy(model.outcomes())
                .setScale(DECIMALS, RoundingMode.FLOOR),
            model.sizes(),
            other.sizes()));
  }

  private static Outcomes outcomes(AgentModel model) {
    return new Outcomes(model.outcomes().completed(), model.outcomes().failed());
  }

  private static Optional<Advice> promptCache(AgentModel model) {
    AgentSums used = model.used();
    if (used.missed() < FEWEST || used.cacheSaving().signum() <= 0) {
      return Optional.empty();
    }
    long all = used.missedTokens() + used.cacheReadTokens();
    return Optional.of(
        Advice.of(
            Kind.PROMPT_CACHE,
            model,
            used.cacheSaving(),
            new Advice.PromptCache(
                used.cacheable(),
                used.missed(),
                used.missedTokens(),
                used.cacheReadTokens(),
                100 * used.missedTokens() / all)));
  }

  private static Optional<Advice> shorterContext(AgentModel model) {
    AgentSums used = model.used();
    return used.dear() < FEWEST || used.dearSurcharge().signum() <= 0
        ? Optional.empty()
        : Optional.of(
            Advice.of(
                Kind.SHORTER_CONTEXT,
                model,
                used.dearSurcharge(),
                new Advice.ShorterContext(
                    used.dear(), used.dearContinued(), used.largestInput(), model.sizes())));
  }

  private static Optional<Advice> batch(AgentModel model) {
    AgentSums used = model.used();
    return used.batchable() < FEWEST || used.batchSaving().signum() <= 0
        ? Optional.empty()
        : Optional.of(
            Advice.of(Kind.BATCH, model, used.batchSaving(), new Advice.Batch(used.batchable())));
  }
}
