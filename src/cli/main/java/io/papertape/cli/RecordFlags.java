package io.papertape.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The record of a session that is looked at without a service, and how what is found is printed.
final class RecordFlags {
  @Mixin private SessionArgument session = new SessionArgument();

  @Option(
      names = "--strategy",
      paramLabel = "FOLDER",
      description = "Where the strategy is now, if it was moved.")
  private Optional<Path> strategy = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  String session() {
    return session.id();
  }

  Optional<Path> strategy() {
    return strategy;
  }

  boolean isJson() {
    return json;
  }
}
