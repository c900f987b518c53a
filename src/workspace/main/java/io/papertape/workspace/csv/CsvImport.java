package io.papertape.workspace.csv;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Imports delimited text files into one data set: all of it, or nothing.
public final class CsvImport {
  /// A close this many times the one before, or that part of it, is reported as a finding.
  public static final double ABSURD_MOVE = 50;

  private final Workspace workspace;
  private final CsvOptions options;
  private final boolean quick;

  public CsvImport(Workspace workspace, CsvOptions options) {
    this(workspace, options, true);
  }

  /// An import that takes every line the general way if it is not quick.
  CsvImport(Workspace workspace, CsvOptions options, boolean quick) {
    this.workspace = workspace;
    this.options = options;
    this.quick = quick;
  }

  /// Name a data set gets when none is told: the file's, without endings.
  public static String defaultName(Path file) {
    String clean = InstrumentGuess.plain(CsvSource.stem(file)).replaceAll("[^A-Za-z0-9._-]", "-");
    String name = clean.replaceAll("^[._-]+", "");
    return name.isEmpty() ? "bars" : name.substring(0, Math.min(80, name.length()));
  }

  /// Reads the files in the given order into the data set.
  public ImportReport run(String name, DataSetWriter.Mode mode, List<Path> files) {
    return run(name, mode, files, Optional.empty());
  }

  /// The same, with the corporate actions of a file in the same commit.
  ImportReport run(String name, DataSetWriter.Mode mode, List<Path> files, Optional<Path> actions) {
    DataStore store = DataStore.in(workspace);
    Map<String, Integer> volumeDecimals = new HashMap<>();
    while (true) {
      Path rejectPath = workspace.rejects().resolve(DataStore.checkedName(name) + ".csv");
      try (DataSetWriter writer = store.writer(name, mode);
          RejectFile rejects = new RejectFile(rejectPath)) {
        ImportAttempt attempt = new ImportAttempt(options, writer, rejects, volumeDecimals, quick);
        for (Path file : files) {
          attempt.read(file);
        }
        if (!attempt.needsAnotherPass()) {
          if (actions.isPresent()) {
            ActionsImport.read(actions.get(), attempt::calendar).forEach(writer::actions);
          }
          return finish(attempt, writer, rejects);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private ImportReport finish(ImportAttempt attempt, DataSetWriter writer, RejectFile rejects) {
    if (rejects.count() > 0 && (options.strict() || attempt.accepted() == 0)) {
      throw WorkspaceException.data(
          "%s: accepted=%d, rejected=%d, first=%s, rejectFile=%s. %s"
              .formatted(
                  options.strict() ? "Strict import refused" : "No row could be used",
                  attempt.accepted(),
                  rejects.count(),
                  rejects.first(),
                  rejects.path().orElseThrow(),
                  options.strict()
                      ? "Repair the rows or leave out --strict; the store is as it was."
                      : "Check the columns and formats; the store is as it was."));
    }
    attempt.describe();
    DataSet dataSet = writer.commit();
    return new ImportReport(
        dataSet,
        attempt.accepted(),
        rejects.count(),
        attempt.blank(),
        attempt.findings(),
        attempt.assumptions(),
        rejects.path(),
        rejects.commonest());
  }
}
