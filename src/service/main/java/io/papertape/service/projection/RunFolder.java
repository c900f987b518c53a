package io.papertape.service.projection;

import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folder of one run, `runs/<id>/`.
public record RunFolder(Path path) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final List<String> FILES =
      List.of("manifest.json", "journal.jsonl", "result.json", "round-trips.csv");

  /// All run folders of a workspace, by id. Folders of other names are somebody's work in
  /// progress.
  public static List<RunFolder> all(Workspace workspace) {
    Path runs = workspace.home().resolve("runs");
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(path -> isId(path.getFileName().toString()) && Files.isDirectory(path))
          .sorted()
          .map(RunFolder::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder of a run, which may be gone.
  public static RunFolder of(Workspace workspace, String id) {
    return new RunFolder(workspace.home().resolve("runs").resolve(id));
  }

  static boolean isId(String name) {
    return ID.matcher(name).matches();
  }

  public String id() {
    return path.getFileName().toString();
  }

  boolean isThere() {
    return Files.isDirectory(path);
  }

  public Path manifest() {
    return path.resolve("manifest.json");
  }

  public Path journal() {
    return path.resolve("journal.jsonl");
  }

  public Path equity() {
    return path.resolve("equity.csv");
  }

  Path result() {
    return path.resolve("result.json");
  }

  Path roundTrips() {
    return path.resolve("round-trips.csv");
  }

  /// Sizes and times of the files that the projection is made of: changes when one of them does.
  String fingerprint() {
    return FILES.stream().map(this::fingerprint).collect(Collectors.joining(" "));
  }

  private String fingerprint(String file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path.resolve(file), BasicFileAttributes.class);
      return attributes.size() + "@" + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    } catch (NoSuchFileException _) {
      return "-";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
