package dev.signalbox.registry.agent;

import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Conditions in SQL that must all hold, and their parameters. */
final class Conditions {

  private final List<String> conditions = new ArrayList<>(List.of("true"));
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final Map<String, Object[]> arrays = new LinkedHashMap<>();

  /** One without a parameter. */
  Conditions require(String condition) {
    conditions.add(condition);
    return this;
  }

  /** One whose parameter has that name; none if there is no value. */
  Conditions require(String parameter, @Nullable Object value, String condition) {
    if (value != null) {
      conditions.add(condition);
      parameters.put(parameter, value);
    }
    return this;
  }

  /** One whose parameter is an array. */
  Conditions requireAny(String parameter, Object @Nullable [] values, String condition) {
    if (values != null) {
      conditions.add(condition);
      arrays.put(parameter, values);
    }
    return this;
  }

  String sql() {
    return String.join(" AND ", conditions);
  }

  StatementSpec bind(StatementSpec statement) {
    parameters.forEach(statement::param);
    arrays.forEach((name, values) -> statement.param(name, values, Types.ARRAY));
    return statement;
  }
}
