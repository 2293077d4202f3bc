package dev.signalbox.cost.budget;

import dev.signalbox.cost.budget.AttemptScopes.ScopedName;
import dev.signalbox.kit.id.IdKind;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The budgets that are in force. */
@Repository
public class Budgets {

  private static final Set<ScopeKind> OF_CALLERS =
      EnumSet.of(ScopeKind.EVERYTHING, ScopeKind.TEAM, ScopeKind.USER, ScopeKind.KEY);
  private static final int MOST_OF_CALLER = 200;

  static final String APPLYING =
      "SELECT "
          + BudgetRows.COLUMNS
          + """
            , named.names
            FROM (SELECT n.budget_id, array_agg(n.name) AS names
                    FROM unnest(:scopes::text[], :names::text[]) AS of_attempts (scope, name)
                    JOIN budget_names n ON n.scope = of_attempts.scope AND n.name = of_attempts.name
                   GROUP BY n.budget_id) AS named
            JOIN budgets b ON b.budget_id = named.budget_id
          """;

  static final String PAGE =
      "SELECT "
          + BudgetRows.COLUMNS
          + """
            FROM budgets b WHERE b.deleted_at IS NULL AND b.budget_id > :after
           ORDER BY b.budget_id LIMIT :limit
          """;

  private static final String BY_ID =
      "SELECT "
          + BudgetRows.COLUMNS
          + " FROM budgets b WHERE b.budget_id = ANY (:ids) AND b.deleted_at IS NULL";

  private static final String HARD =
      "SELECT "
          + BudgetRows.COLUMNS
          + """
            , ARRAY(SELECT n.name FROM budget_names n WHERE n.budget_id = b.budget_id ORDER BY n.name) AS names
            FROM budgets b WHERE b.deleted_at IS NULL AND b.hard ORDER BY b.budget_id
          """;

  private static final String INSERT =
      """
      INSERT INTO budgets (budget_id, revision, name, scope, scope_value, unit, limit_amount, period, time_zone,
          rolling_hours, hard, unknown_price, alert_percents, alert_amounts, webhooks, emails, created_at,
          updated_at)
      VALUES (:id, :revision, :name, :scope, :value, :unit, :limit, :period, :zone, :hours, :hard, :unknownPrice,
          :percents, :amounts, :webhooks, :emails, :now, :now)
      """;

  private static final String UPDATE =
      """
      UPDATE budgets SET revision = :revision, name = :name, limit_amount = :limit, hard = :hard,
          unknown_price = :unknownPrice, alert_percents = :percents, alert_amounts = :amounts,
          webhooks = :webhooks, emails = :emails, updated_at = :now
       WHERE budget_id = :id
      """;

  private final JdbcClient database;

  Budgets(JdbcClient database) {
    this.database = database;
  }

  public Optional<Budget> find(String id) {
    return find(List.of(id)).stream().findFirst();
  }

  public List<Budget> find(Collection<String> ids) {
    return database
        .sql(BY_ID)
        .param("ids", ids.toArray(String[]::new), Types.ARRAY)
        .query((row, number) -> BudgetRows.read(row))
        .list();
  }

  /** Those behind the given one, in the order of their ids. */
  public List<Budget> page(@Nullable String after, int limit) {
    return database
        .sql(PAGE)
        .param("after", after == null ? "" : after)
        .param("limit", limit)
        .query((row, number) -> BudgetRows.read(row))
        .list();
  }

  /** Those that apply to an attempt. */
  public List<Budget> applying(AttemptScopes attempt) {
    return applying(List.of(attempt)).to(attempt);
  }

  /** Those that apply to any of the attempts, and to which. */
  ApplyingBudgets applying(Collection<AttemptScopes> attempts) {
    Set<ScopedName> names = new LinkedHashSet<>();
    attempts.forEach(attempt -> names.addAll(attempt.names()));
    ApplyingBudgets applying = new ApplyingBudgets();
    database
        .sql(APPLYING)
        .param(
            "scopes",
            names.stream().map(name -> name.kind().wireName()).toArray(String[]::new),
            Types.ARRAY)
        .param("names", names.stream().map(ScopedName::name).toArray(String[]::new), Types.ARRAY)
        .query(
            (ResultSet row) ->
                applying.add(
                    BudgetRows.read(row), List.of((String[]) row.getArray("names").getArray())));
    return applying;
  }

  /** Those that limit a caller whatever it does, at most 200. */
  public List<Budget> ofCaller(@Nullable String team, @Nullable String user, String key) {
    return applying(new AttemptScopes(team, user, key, null, "", "", List.of(), null, null))
        .stream()
        .filter(budget -> OF_CALLERS.contains(budget.definition().scope().kind()))
        .sorted(Comparator.comparing(Budget::id))
        .limit(MOST_OF_CALLER)
        .toList();
  }

  int count() {
    return database
        .sql("SELECT count(*)::int FROM budgets WHERE deleted_at IS NULL")
        .query(Integer.class)
        .single();
  }

  /**
   * Adds a budget.
   *
   * @param names the values of attempts that it applies to
   */
  Budget add(BudgetDefinition definition, Collection<String> names, Instant now) {
    Budget budget = new Budget(IdKind.BUDGET.next(), 1, definition, now, now, List.of());
    BudgetRows.bindWhole(database.sql(INSERT), budget).update();
    for (String name : names) {
      database
          .sql("INSERT INTO budget_names (scope, name, budget_id) VALUES (?, ?, ?)")
          .params(definition.scope().kind().wireName(), name, budget.id())
          .update();
    }
    return budget;
  }

  Budget replace(Budget budget, BudgetDefinition definition, Instant now) {
    Budget changed =
        new Budget(
            budget.id(),
            budget.revision() + 1,
            definition,
            budget.createdAt(),
            now,
            budget.resets());
    BudgetRows.bind(database.sql(UPDATE), changed).update();
    return changed;
  }

  Budget reset(Budget budget, Instant now) {
    database
        .sql("INSERT INTO budget_resets (budget_id, reset_at) VALUES (:id, :now)")
        .param("id", budget.id())
        .param("now", timestamp(now))
        .update();
    List<Instant> resets = new ArrayList<>(budget.resets());
    resets.add(now);
    Budget reset =
        new Budget(
            budget.id(),
            budget.revision() + 1,
            budget.definition(),
            budget.createdAt(),
            now,
            resets);
    BudgetRows.bind(database.sql(UPDATE), reset).update();
    return reset;
  }

  /** Its counters stay: what was granted of it is still settled. */
  void remove(Budget budget, Instant now) {
    database
        .sql("UPDATE budgets SET deleted_at = :now WHERE budget_id = :id")
        .param("now", timestamp(now))
        .param("id", budget.id())
        .update();
    database
        .sql("DELETE FROM budget_names WHERE budget_id = :id")
        .param("id", budget.id())
        .update();
  }

  /** Every hard budget, as it is announced. */
  public List<BudgetAnnouncement> hard() {
    return database
        .sql(HARD)
        .query(
            (row, number) ->
                BudgetAnnouncement.of(
                    BudgetRows.read(row), List.of((String[]) row.getArray("names").getArray())))
        .list();
  }

  /** The values of attempts that it applies to. */
  List<String> names(Budget budget) {
    return database
        .sql("SELECT name FROM budget_names WHERE scope = :scope AND budget_id = :id ORDER BY name")
        .param("scope", budget.definition().scope().kind().wireName())
        .param("id", budget.id())
        .query(String.class)
        .list();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
