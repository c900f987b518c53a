package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The files of one run on disk.
public record RunFolder(Path path) {
  /// Name of the file that makes a folder a run.
  public static final String MANIFEST = "manifest.json";
  static final String JOURNAL = "journal.jsonl";
  static final String RESULT = "result.json";
  static final String EQUITY = "equity.csv";
  static final String ROUND_TRIPS = "round-trips.csv";
  static final String REPORT = "report.html";
  static final String FILLS = "fills.csv";
  static final String AUDIT = "audit.json";
  static final String ORIGIN = "origin.json";

  /// The run's name.
  public String id() {
    return path.getFileName().toString();
  }

  public Path manifest() {
    return path.resolve(MANIFEST);
  }

  public Path journal() {
    return path.resolve(JOURNAL);
  }

  public Path result() {
    return path.resolve(RESULT);
  }

  public Path equity() {
    return path.resolve(EQUITY);
  }

  public Path roundTrips() {
    return path.resolve(ROUND_TRIPS);
  }

  public Path report() {
    return path.resolve(REPORT);
  }

  /// Written when somebody asks for the fills as a table.
  public Path fills() {
    return path.resolve(FILLS);
  }

  /// Written by an audit.
  public Path audit() {
    return path.resolve(AUDIT);
  }

  /// Where the strategy was loaded from; no hash covers it.
  Path origin() {
    return path.resolve(ORIGIN);
  }

  /// The manifest, read strictly.
  public Manifest readManifest() {
    return Manifest.read(bytes(manifest()));
  }

  /// The content of `result.json`.
  public JsonNode readResult() {
    try {
      return CanonicalJson.read(bytes(result()));
    } catch (IOException e) {
      throw new WorkspaceException(
          Kind.DATA,
          "Result is not JSON: file=%s. It was changed or cut; papertape verify %s says more."
              .formatted(result(), id()),
          e);
    }
  }

  public InputStream openJournal() throws IOException {
    try {
      return new BufferedInputStream(Files.newInputStream(journal()), 1 << 16);
    } catch (NoSuchFileException e) {
      throw lacks(journal(), e);
    }
  }

  byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw lacks(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WorkspaceException lacks(Path file, NoSuchFileException cause) {
    return new WorkspaceException(
        Kind.DATA,
        "Run lacks a file: run=%s, file=%s. Restore it, or delete the folder and run again."
            .formatted(id(), file.getFileName()),
        cause);
  }
}
