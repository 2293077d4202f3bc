package dev.signalbox.registry.directory;

import dev.signalbox.registry.agent.AgentsAtWork;
import dev.signalbox.registry.agent.AgentsAtWork.Facet;
import dev.signalbox.registry.agent.Bucket;
import dev.signalbox.registry.agent.EntryFilter;
import dev.signalbox.registry.agent.EntryOrder;
import dev.signalbox.registry.agent.Profile;
import dev.signalbox.registry.agent.RankedAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The catalogue of agents at work, for those who look for one. */
@Service
public class Directory {

  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_QUERIES = 5;

  private final AgentsAtWork agents;
  private final DirectorySettings settings;

  Directory(AgentsAtWork agents, DirectorySettings settings) {
    this.agents = agents;
    this.settings = settings;
  }

  /** What this place is called. */
  public String displayName() {
    return settings.displayName();
  }

  /** Where it can be searched, and all agents at work that may be seen, up to a thousand. */
  public List<CatalogEntry> manifest(@Nullable Set<String> granted) {
    return Stream.concat(
            Stream.of(CatalogEntry.registry(settings)),
            agents.list(EntryFilter.all(granted), List.of(), 0, MOST_ENTRIES).stream()
                .map(this::entry))
        .toList();
  }

  /** Entries that fit, those that fit best first. */
  public List<CatalogEntry> search(
      EntryQuery query, @Nullable Set<String> granted, int from, int most) {
    String source = settings.url("/");
    return agents.search(query.of(settings.publisher(), granted), from, most).stream()
        .map(
            (RankedAgent ranked) ->
                entry(ranked.agent()).found((int) Math.round(ranked.relevance() * 100), source))
        .toList();
  }

  /** Entries that fit, in this order. */
  public List<CatalogEntry> list(
      EntryQuery query, List<EntryOrder> order, @Nullable Set<String> granted, int from, int most) {
    return agents.list(query.of(settings.publisher(), granted), order, from, most).stream()
        .map(this::entry)
        .toList();
  }

  /** How many entries fit. */
  public long count(EntryQuery query, @Nullable Set<String> granted) {
    return agents.count(query.of(settings.publisher(), granted));
  }

  /**
   * How the entries that fit are spread.
   *
   * @param field one of {@link EntryQuery#FIELDS}, but neither what names a single entry
   * @param limit how many buckets are shown
   * @param least how many entries a bucket must have
   */
  public Facets facets(
      EntryQuery query, @Nullable Set<String> granted, String field, int limit, long least) {
    EntryFilter filter = query.of(settings.publisher(), granted);
    List<Bucket> all =
        switch (field) {
          case "type" -> all(CatalogEntry.AGENT_CARD, agents.count(filter), least);
          case "publisher" -> all(settings.publisher(), agents.count(filter), least);
          case "tags" -> agents.buckets(filter, Facet.TAG, least);
          case "capabilities" -> agents.buckets(filter, Facet.CAPABILITY, least);
          case "version" ->
              agents.buckets(filter, Facet.VERSION, least).stream()
                  .map(bucket -> new Bucket(version(bucket.value()), bucket.count()))
                  .toList();
          default -> throw new IllegalArgumentException("there are no facets of " + field);
        };
    return Facets.of(all, limit);
  }

  private static List<Bucket> all(String value, long count, long least) {
    return count == 0 || count < least ? List.of() : List.of(new Bucket(value, count));
  }

  private static String version(Object number) {
    return number + ".0.0";
  }

  private CatalogEntry entry(RegisteredAgent agent) {
    Profile profile = agent.definition().profile();
    List<String> queries =
        profile.skills().stream()
            .flatMap(skill -> skill.examples().stream())
            .limit(MOST_QUERIES)
            .toList();
    return new CatalogEntry(
        EntryQuery.prefix(settings.publisher()) + agent.agentId(),
        profile.name(),
        CatalogEntry.AGENT_CARD,
        settings.url("/api/v1/agents/%s/card".formatted(agent.agentId())),
        profile.description(),
        profile.tags(),
        profile.capabilities(),
        queries.size() < 2 ? null : queries,
        version(agent.version()),
        agent.updatedAt(),
        null,
        null);
  }
}
