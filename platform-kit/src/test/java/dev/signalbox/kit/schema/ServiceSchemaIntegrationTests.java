package dev.signalbox.kit.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSchemaIntegrationTests {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final TestDatabase database = TestInfrastructure.database();
  private String hersPassword = "";
  private String hisPassword = "";

  @BeforeEach
  void twoServices() throws SQLException {
    hersPassword = database.createService("schema_hers");
    hisPassword = database.createService("schema_his");
    execute("schema_hers", hersPassword, "CREATE TABLE IF NOT EXISTS secret (word text)");
    execute("schema_hers", hersPassword, "DELETE FROM secret");
    execute("schema_hers", hersPassword, "INSERT INTO secret VALUES ('sesame')");
  }

  private void execute(String role, String password, String sql) throws SQLException {
    try (Connection connection = database.connect(role, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void unqualifiedNamesAreThoseOfItsOwnSchema() throws SQLException {
    try (Connection connection = database.connect("schema_hers", hersPassword);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_schema(), word FROM secret")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("schema_hers");
      assertThat(row.getString(2)).isEqualTo("sesame");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM schema_hers.secret",
        "INSERT INTO schema_hers.secret VALUES ('x')",
        "DROP TABLE schema_hers.secret",
        "CREATE TABLE schema_hers.mine (x int)",
        "CREATE TABLE public.mine (x int)",
        "CREATE SCHEMA another",
        "CREATE ROLE another",
        "SET ROLE schema_hers"
      })
  void aRoleHasNoRightsElsewhere(String sql) {
    assertThatThrownBy(() -> execute("schema_his", hisPassword, sql))
        .isInstanceOfSatisfying(
            SQLException.class,
            refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  @Test
  void theTemplateCanRunAgainAndKeepsTheData() throws SQLException {
    String again = database.createService("schema_hers");

    assertThat(again).isEqualTo(hersPassword);
    try (Connection connection = database.connect("schema_hers", again);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM secret")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(1);
    }
  }
}
