package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.Sha256;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// First line of the file of a [TrialRegistry], of whose hash the file has its name: whose trials
/// it holds. One that is damaged still holds trials, of which nobody knows whose they are.
///
/// @param text without its end; empty of an empty file
public record RegistryHeader(Path file, String text) {
  private static final String ENDING = ".jsonl";

  /// The registries of a folder, in the order of their names; none if there is no such folder.
  static List<RegistryHeader> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(path -> path.toString().endsWith(ENDING)).sorted().toList();
    }
    return files.stream().map(RegistryHeader::read).toList();
  }

  private static RegistryHeader read(Path file) {
    try (BufferedReader lines =
        new BufferedReader( // unlike one of Files, it reads what is no UTF-8
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      return new RegistryHeader(file, first == null ? "" : first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a person should know of registries that cannot be read, a sentence each.
  public static List<String> notes(Workspace workspace) {
    try {
      return all(TrialRegistry.folder(workspace)).stream()
          .filter(header -> !header.isWhole() && !header.text.isEmpty())
          .map(
              header ->
                  ("a registry of trials is passed over: file=%s, line=1, reason=it does not say"
                          + " whose they are. Put it back from a copy, or move it away")
                      .formatted(header.file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// True if it is as it was written.
  boolean isWhole() {
    String name = file.getFileName().toString();
    String hash = name.substring(0, name.length() - ENDING.length());
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return !hash.isEmpty() && Sha256.hex(line).startsWith(hash);
  }

  /// What it says; nothing if it is not whole.
  JsonNode content() throws IOException {
    return isWhole()
        ? CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8))
        : JsonNodeFactory.instance.objectNode();
  }

  /// True if what is left of it names the strategy and each symbol.
  ///
  /// @param own header of a registry
  boolean names(ObjectNode own) {
    if (!text.contains(member("strategy", own))) {
      return false;
    }
    for (JsonNode one : own.path(TrialLineage.DATA)) {
      if (!text.contains(member("symbol", one))) {
        return false;
      }
    }
    return true;
  }

  private static String member(String key, JsonNode of) {
    return "\"%s\":%s".formatted(key, CanonicalJson.text(of.path(key)));
  }

  WorkspaceException damaged() {
    return WorkspaceException.data(
        ("Trial registry has a damaged line: file=%s, line=1, reason=it does not say whose trials"
                + " these are. Put the file back from a copy. Without one, move it away: its"
                + " trials are then no longer counted until they are run again.")
            .formatted(file));
  }
}
