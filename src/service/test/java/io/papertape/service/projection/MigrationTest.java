package io.papertape.service.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// The projection of an older version, which a newer one goes on with.
class MigrationTest {
  private static final String DATABASE = "jdbc:h2:mem:migration;DB_CLOSE_DELAY=-1";

  private static void migrateTo(String version) {
    Flyway.configure()
        .dataSource(DATABASE, "sa", "")
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void runsOfBeforeTheCurrencyAreReadAgain() throws SQLException {
    migrateTo("1");
    try (Connection connection = DriverManager.getConnection(DATABASE, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into run(id, fingerprint, status, entries, evaluations, fills, orders)"
              + " values ('5f2b8c0d11e2a3f4', 'as it is', 'complete', 1, 2, 3, 4)");
      migrateTo("2");
      try (ResultSet run = statement.executeQuery("select fingerprint, currency from run")) {
        assertThat(run.next()).isTrue();
        assertThat(run.getString(1)).as("that of no folder").isEmpty();
        assertThat(run.getString(2)).isNull();
      }
    }
  }
}
