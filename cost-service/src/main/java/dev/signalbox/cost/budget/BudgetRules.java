package dev.signalbox.cost.budget;

import dev.signalbox.cost.alert.AlertChannels;
import dev.signalbox.cost.budget.BudgetDocument.AlertsDocument;
import dev.signalbox.cost.budget.BudgetDocument.PeriodDocument;
import dev.signalbox.cost.budget.BudgetDocument.ScopeDocument;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads budgets as they are written down. The database has the same rules, as the last word. */
@Component
public class BudgetRules {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int LONGEST = 200;
  private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1_000);
  private static final List<BigDecimal> USUAL_PERCENTS =
      List.of(BigDecimal.valueOf(80), BigDecimal.valueOf(100));

  private final AlertChannels channels;

  BudgetRules(AlertChannels channels) {
    this.channels = channels;
  }

  /**
   * The budget that the document describes.
   *
   * @throws dev.signalbox.kit.problem.ProblemException {@code invalid_request}, with all that is
   *     wrong
   */
  public BudgetDefinition read(BudgetDocument document) {
    FieldErrors errors = new FieldErrors();
    Unit unit =
        errors.word("unit", document.unit(), Unit.USD, Unit::ofWireName, "must be usd or tokens");
    BudgetDefinition definition =
        new BudgetDefinition(
            errors.text("name", document.name(), LONGEST),
            scope(errors, document.scope()),
            unit,
            errors.amount("limit", document.limit(), unit),
            period(errors, document.period()),
            enforcement(errors, document),
            alerts(errors, document.alerts(), unit));
    errors.throwIfAny();
    return definition;
  }

  private static Scope scope(FieldErrors errors, @Nullable ScopeDocument document) {
    if (document == null || document.kind() == null) {
      errors.reject("scope.kind", "must say what is limited");
      return Scope.EVERYTHING;
    }
    ScopeKind kind =
        errors.word(
            "scope.kind",
            document.kind(),
            ScopeKind.EVERYTHING,
            ScopeKind::ofWireName,
            "must be everything, team, user, key, agent, model, provider, tag, conversation or"
                + " run");
    if (kind == ScopeKind.EVERYTHING) {
      if (document.kind().equals(kind.wireName()) && document.value() != null) {
        errors.reject("scope.value", "does not belong to everything; leave it out");
      }
      return Scope.EVERYTHING;
    }
    String value = errors.text("scope.value", document.value(), LONGEST);
    if (kind == ScopeKind.MODEL && !value.isEmpty() && !Scope.isModel(value)) {
      errors.reject("scope.value", "must be provider/model, such as openai/gpt-4o, or *");
    }
    return new Scope(
        kind,
        switch (kind) {
          case MODEL, PROVIDER -> value.toLowerCase(Locale.ROOT);
          case EVERYTHING, TEAM, USER, KEY, AGENT, TAG, CONVERSATION, RUN -> value;
        });
  }

  private static Period period(FieldErrors errors, @Nullable PeriodDocument document) {
    String kind = document == null || document.kind() == null ? "" : document.kind();
    if (document == null) {
      errors.reject("period", "must say over which time the budget is counted");
      return new Period.Total();
    }
    if (!kind.equals("rolling") && document.hours() != null) {
      errors.reject("period.hours", "belongs to a rolling period only");
    }
    if ((kind.equals("rolling") || kind.equals("total")) && document.timeZone() != null) {
      errors.reject("period.time_zone", "belongs to a day, a week or a month only");
    }
    return switch (kind) {
      case "total" -> new Period.Total();
      case "rolling" -> rolling(errors, document.hours());
      case "day", "week", "month" ->
          new Period.Calendar(
              Period.Every.ofWireName(kind).orElseThrow(), zone(errors, document.timeZone()));
      default -> {
        errors.reject("period.kind", "must be day, week, month, rolling or total");
        yield new Period.Total();
      }
    };
  }

  private static Period rolling(FieldErrors errors, @Nullable Integer hours) {
    if (hours == null || hours < 1 || hours > Period.Rolling.MOST_HOURS) {
      errors.reject("period.hours", "must be between 1 and " + Period.Rolling.MOST_HOURS);
      return new Period.Total();
    }
    return new Period.Rolling(hours);
  }

  private static ZoneId zone(FieldErrors errors, @Nullable String name) {
    if (name == null) {
      return UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      errors.reject("period.time_zone", "must be a time zone such as Europe/Berlin");
      return UTC;
    }
  }

  private static Enforcement enforcement(FieldErrors errors, BudgetDocument document) {
    String kind = document.enforcement() == null ? "hard" : document.enforcement();
    Enforcement.Hard hard =
        new Enforcement.Hard(
            errors.word(
                "unknown_price",
                document.unknownPrice(),
                Enforcement.UnknownPrice.REFUSE,
                Enforcement.UnknownPrice::ofWireName,
                "must be refuse or flag"));
    return switch (kind) {
      case "hard" -> hard;
      case "soft" -> {
        if (document.unknownPrice() != null) {
          errors.reject("enforcement", "must be hard for unknown_price to mean a thing");
        }
        yield new Enforcement.Soft();
      }
      default -> {
        errors.reject("enforcement", "must be hard or soft");
        yield hard;
      }
    };
  }

  private AlertRules alerts(FieldErrors errors, @Nullable AlertsDocument document, Unit unit) {
    List<BigDecimal> usual = unit == Unit.USD ? List.of(channels.usualThreshold()) : List.of();
    if (document == null) {
      return new AlertRules(USUAL_PERCENTS, usual, List.of(), List.of());
    }
    return new AlertRules(
        document.percent() == null
            ? USUAL_PERCENTS
            : errors.list(
                "alerts.percent",
                document.percent(),
                (field, value) -> percent(errors, field, value)),
        document.absolute() == null
            ? usual
            : errors.list(
                "alerts.absolute",
                document.absolute(),
                (field, value) -> errors.amount(field, value, unit)),
        errors.list(
            "alerts.webhooks",
            document.webhooks(),
            (field, value) -> told(errors, field, channels.objectionToWebhook(value), value)),
        errors.list(
            "alerts.emails",
            document.emails(),
            (field, value) -> told(errors, field, channels.objectionToEmail(value), value)));
  }

  private static BigDecimal percent(FieldErrors errors, String field, @Nullable BigDecimal value) {
    if (value == null
        || value.signum() <= 0
        || value.compareTo(MOST_PERCENT) > 0
        || value.scale() > 4) {
      errors.reject(
          field, "must be above 0 and at most 1000, with at most 4 digits after the point");
      return BigDecimal.ZERO;
    }
    return value;
  }

  private static String told(
      FieldErrors errors, String field, @Nullable String objection, @Nullable String target) {
    if (objection != null || target == null) {
      errors.reject(field, objection == null ? "must not be null" : objection);
      return "";
    }
    return target;
  }
}
