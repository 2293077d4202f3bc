package dev.signalbox.registry.catalogue;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.DefinitionRules;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisterAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.ReplaceAgent;
import dev.signalbox.registry.catalogue.CatalogueRecords.AppliedVersion;
import dev.signalbox.registry.catalogue.CatalogueRecords.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a catalogue into the registry, once per version, whatever the number of replicas. New
 * agents are added and untouched ones updated; an agent that a user changed stays as it is, and one
 * that a user deleted stays away.
 */
@Service
class ApplyCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(ApplyCatalogue.class);
  private static final String BY = "catalogue";

  private final CatalogueRecords records;
  private final ContentHash hash;
  private final DefinitionRules rules;
  private final Agents agents;
  private final RegisterAgent register;
  private final ReplaceAgent replace;

  ApplyCatalogue(
      CatalogueRecords records,
      ContentHash hash,
      DefinitionRules rules,
      Agents agents,
      RegisterAgent register,
      ReplaceAgent replace) {
    this.records = records;
    this.hash = hash;
    this.rules = rules;
    this.agents = agents;
    this.register = register;
    this.replace = replace;
  }

  /** Applies the catalogue if it is newer than what was applied before. */
  @Transactional
  public void apply(Catalogue catalogue) {
    String contentHash = hash.of(catalogue);
    records.lock();
    Optional<AppliedVersion> newest = records.newest();
    if (newest.isPresent() && newest.get().version() >= catalogue.version()) {
      if (newest.get().version() == catalogue.version()
          && !newest.get().contentHash().equals(contentHash)) {
        LOG.warn(
            "Catalogue version {} was applied with other content; this content is ignored until"
                + " its version is raised",
            catalogue.version());
      }
      return;
    }
    Outcome outcome = applyAgents(catalogue);
    records.record(catalogue.version(), contentHash, outcome);
    LOG.info(
        "Catalogue version {}: {} agents added, {} updated, {} left as users made them",
        catalogue.version(),
        outcome.added(),
        outcome.updated(),
        outcome.kept());
  }

  private Outcome applyAgents(Catalogue catalogue) {
    int added = 0;
    int updated = 0;
    int kept = 0;
    for (AgentDocument document : catalogue.agents()) {
      AgentDefinition definition = rules.read(document);
      switch (applyAgent(catalogue.version(), definition)) {
        case ADDED -> added++;
        case UPDATED -> updated++;
        case KEPT -> kept++;
        case UNCHANGED -> {}
      }
    }
    return new Outcome(added, updated, kept);
  }

  private Step applyAgent(int version, AgentDefinition definition) {
    String agentId = definition.agentId();
    String contentHash = hash.of(AgentDocument.of(definition));
    Optional<CatalogueEntry> before = records.entry(agentId);
    if (before.isEmpty()) {
      Optional<RegisteredAgent> added = register.register(definition, BY);
      Long revision = added.map(RegisteredAgent::revision).orElse(null);
      records.record(version, new CatalogueEntry(agentId, contentHash, revision));
      return added.isPresent() ? Step.ADDED : Step.KEPT;
    }
    Long applied = before.get().appliedRevision();
    Optional<RegisteredAgent> present = agents.hold(agentId);
    if (applied == null || present.isEmpty() || present.get().revision() != applied) {
      records.record(version, new CatalogueEntry(agentId, contentHash, applied));
      return Step.KEPT;
    }
    RegisteredAgent replaced = replace.replace(definition, new Expectation.AnyRevision(), BY);
    records.record(version, new CatalogueEntry(agentId, contentHash, replaced.revision()));
    return replaced.revision() == applied ? Step.UNCHANGED : Step.UPDATED;
  }

  private enum Step {
    ADDED,
    UPDATED,
    KEPT,
    UNCHANGED
  }
}
