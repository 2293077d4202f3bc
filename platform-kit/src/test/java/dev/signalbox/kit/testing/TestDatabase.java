package dev.signalbox.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL for tests, with a database {@code signalbox}.
 *
 * @param url the JDBC URL of that database, without credentials
 * @param owner the role that may make roles and schemas
 */
public record TestDatabase(String url, String owner, String ownerPassword) {
  private static final String TEMPLATE = "/signalbox/postgres/service-schema.sql";

  /**
   * Makes the role and the schema of a service, exactly as an installation does.
   *
   * @return the role's password
   */
  public String createService(String service) {
    String password = service + "-test";
    String script = template().replace("${service}", service).replace("${password}", password);
    execute(script);
    return password;
  }

  /** Runs SQL as the owner of the database. */
  public void execute(String sql) {
    try (Connection connection = connect(owner, ownerPassword);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database refuses the statement", e);
    }
  }

  public Connection connect(String role, String password) throws SQLException {
    return DriverManager.getConnection(url, role, password);
  }

  private static String template() {
    try (InputStream file = TestDatabase.class.getResourceAsStream(TEMPLATE)) {
      if (file == null) {
        throw new IllegalStateException(TEMPLATE + " is missing from the test jar");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
