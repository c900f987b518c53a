package io.papertape.live.session;

import io.papertape.live.session.AlertSettings.Cause;
import io.papertape.workspace.DurableFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Which alerts of a session that are told once for all (it failed, it was killed) have gone out,
/// and by which way: `record/told`, a line each. What is not in it is told again after a restart. A
/// session from before there was this file has none, and nothing of it is told again.
record ToldAlerts(Path file) {
  static final String NAME = "told";

  /// Nothing is left to be told of a session that has ended.
  private static final String ALL = "all";

  private static final String OPERATOR = "\"kind\":\"operator\"";
  private static final String KILL = "\"action\":\"kill"; // and flatten

  static ToldAlerts of(SessionFolder folder) {
    return new ToldAlerts(folder.journal().resolveSibling(NAME));
  }

  /// True if this entry of a journal says that the session was killed.
  static boolean isKill(String line) {
    return line.contains(OPERATOR) && line.contains(KILL);
  }

  /// True while something may be left to be told.
  boolean isOpen() throws IOException {
    return Files.exists(file) && !lines().contains(ALL);
  }

  private List<String> lines() throws IOException {
    return Files.readString(file).lines().toList();
  }

  boolean has(Cause cause, String way) throws IOException {
    return lines().contains(line(cause, way));
  }

  private static String line(Cause cause, String way) {
    return SessionWords.of(cause) + " " + way;
  }

  /// An alert has gone out.
  void add(Cause cause, String way) throws IOException {
    add(line(cause, way));
  }

  void close() throws IOException {
    add(ALL);
  }

  private void add(String line) throws IOException {
    if (Files.exists(file)) {
      TreeSet<String> all = new TreeSet<>(lines());
      all.add(line);
      String text = String.join("\n", all) + "\n";
      DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The entry of the journal by which the session was killed, if it was. Reads as far as that.
  Optional<String> kill() throws IOException {
    Path journal = file.resolveSibling(SessionJournal.NAME);
    if (!Files.exists(journal)) {
      return Optional.empty();
    }
    try (BufferedReader reader = Files.newBufferedReader(journal)) {
      return reader.lines().filter(line -> line.endsWith("}") && isKill(line)).findFirst();
    }
  }
}
