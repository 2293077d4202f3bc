package dev.signalbox.standalone.postgres;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Ports;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The platform's database, and a login role with a schema of its own for every service. */
final class Schemas {
  static final String SUPERUSER = "postgres";
  private static final String TEMPLATE = "/signalbox/postgres/service-schema.sql";

  private final Home home;
  private final Secrets secrets;

  Schemas(Home home, Secrets secrets) {
    this.home = home;
    this.secrets = secrets;
  }

  /** Makes what is missing; sets every role's password to the one we hand to its service. */
  void create() throws SQLException {
    try (Connection connection =
            connect("jdbc:postgresql://127.0.0.1:" + home.port(Ports.POSTGRES) + "/postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement)) {
        statement.execute("CREATE DATABASE " + Ports.DATABASE);
      }
    }
    String template = template();
    try (Connection connection = connect(ServiceEnvironment.databaseUrl(home));
        Statement statement = connection.createStatement()) {
      for (String role : Service.roles()) {
        statement.execute(
            template
                .replace("${service}", role)
                .replace("${password}", secrets.rolePassword(role)));
      }
    }
  }

  Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", secrets.postgresPassword());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "20");
    properties.setProperty("ApplicationName", "signalbox");
    return DriverManager.getConnection(url, properties);
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            "SELECT 1 FROM pg_database WHERE datname = '" + Ports.DATABASE + "'")) {
      return found.next();
    }
  }

  private static String template() {
    try (InputStream input = Schemas.class.getResourceAsStream(TEMPLATE)) {
      if (input == null) {
        throw new IllegalStateException("not on the class path: " + TEMPLATE);
      }
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
