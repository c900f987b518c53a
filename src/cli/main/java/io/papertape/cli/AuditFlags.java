package io.papertape.cli;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.workspace.WorkspaceException;
import picocli.CommandLine.Option;

/// How much an audit looks at.
final class AuditFlags {
  @Option(
      names = "--cuts",
      paramLabel = "N",
      defaultValue = "5",
      description = "Moments after which the audit changes the future. Default: ${DEFAULT-VALUE}.")
  private int cuts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the audit's moments and futures. Default: ${DEFAULT-VALUE}.")
  private long seed;

  AuditOptions options() {
    try {
      return new AuditOptions(cuts, seed);
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.configuration(e.getMessage());
    }
  }
}
