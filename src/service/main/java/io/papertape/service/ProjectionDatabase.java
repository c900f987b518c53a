package io.papertape.service;

import io.papertape.service.projection.ProjectionFault;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.Driver;

/// The database's files, before the service opens them. What is damaged is put aside, because it is
/// derived and no paper session may wait for a person who makes it anew.
record ProjectionDatabase(Path folder) {
  /// Property in which the start leaves what it found.
  static final String MADE_ANEW = "papertape.projection.made-anew";

  private static final String NAME = "projection";
  private static final String FILE = NAME + ".mv.db";
  private static final String ASIDE = "damaged.mv.db";
  private static final int CORRUPTED = 90_030;
  private static final int OTHER_VERSION = 90_048;
  private static final Set<Integer> DAMAGE = Set.of(CORRUPTED, OTHER_VERSION);

  /// Puts aside a database that cannot be read. One that another process holds, that may not be
  /// read, or whose disk is full is not damaged.
  ///
  /// @return what was found and done; empty if nothing had to be
  Optional<String> putAsideIfDamaged() {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Optional<SQLException> fault = fault();
    if (fault.filter(ProjectionDatabase::isDamage).isEmpty()) {
      return Optional.empty();
    }
    try {
      Files.move(file, folder.resolve(ASIDE), StandardCopyOption.REPLACE_EXISTING);
      delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(
        "Projection was damaged and is made anew from the journals: reason=%s, keptAs=%s."
            .formatted(ProjectionFault.reason(fault.get()), folder.resolve(ASIDE)));
  }

  /// Removes it; what was put aside stays.
  void delete() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(NAME + ".")) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens it, which H2 does by its last chunk, and reads the small tables.
  private Optional<SQLException> fault() {
    String url =
        "jdbc:h2:file:%s;IFEXISTS=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
            .formatted(folder.resolve(NAME).toAbsolutePath());
    try (Connection connection = new Driver().connect(url, new Properties());
        Statement statement = connection.createStatement()) {
      read(statement, "\"flyway_schema_history\"");
      read(statement, "run");
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  private static void read(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select * from " + table)) {
      while (rows.next()) {
        rows.getString(1);
      }
    }
  }

  private static boolean isDamage(SQLException fault) {
    boolean isCut = false;
    for (Throwable at = fault; at != null; at = at.getCause()) {
      isCut = isCut || at instanceof EOFException;
    }
    return isCut || DAMAGE.contains(fault.getErrorCode());
  }
}
