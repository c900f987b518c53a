package io.papertape.cli;

import picocli.CommandLine.Parameters;

/// Which session is meant.
final class SessionArgument {
  @Parameters(paramLabel = "SESSION", description = "Id, or the beginning of one.")
  private String id = "";

  String id() {
    return id;
  }
}
