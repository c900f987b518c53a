package io.papertape.workspace.strategy;

import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A strategy folder `mine` in a temporary place, and a workspace beside it.
final class FolderFixture {
  /// The least there is to a strategy of rules.
  static final String RULES =
      """
      name: mine
      data: {set: us}
      parameters:
        fast: {default: 3, min: 2, max: 50, text: Bars}
        share: 0.5
      features:
        average: sma(fast)
      rules:
        kind: threshold
        enter_long: close > average
        exit_long: close < average
        size: {equity: share}
      execution:
        fees: {bps: 5}
      """;

  /// A strategy in Java, to be completed by its source.
  static final String CODE =
      """
      name: mine
      data: {set: us}
      parameters: {bars: 4}
      code: Mine
      """;

  private final Path home;

  FolderFixture(Path home) {
    this.home = home;
  }

  Path folder() {
    return home.resolve("mine");
  }

  Workspace workspace() {
    return new Workspace(home.resolve("home"));
  }

  FolderFixture with(String file, String text) {
    try {
      Path path = folder().resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LoadedStrategy load(String yaml) {
    return load(yaml, Map.of());
  }

  LoadedStrategy load(String yaml, Map<String, String> overrides) {
    with(StrategyFolder.FILE, yaml);
    return new StrategyFolder(workspace()).load(folder(), overrides);
  }
}
