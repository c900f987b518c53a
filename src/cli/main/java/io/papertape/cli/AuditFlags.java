package io.papertape.cli;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.workspace.WorkspaceException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How much an audit looks at.
final class AuditFlags {
  private static final int CUTS = 5;
  private static final long SEED = 1;

  @Option(
      names = "--cuts",
      paramLabel = "N",
      description = "Moments after which the audit changes the future. Default: " + CUTS + ".")
  private Optional<Integer> cuts = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the audit's moments and futures. Default: " + SEED + ".")
  private Optional<Long> seed = Optional.empty();

  AuditOptions options() {
    try {
      return new AuditOptions(cuts.orElse(CUTS), seed.orElse(SEED));
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.configuration(e.getMessage());
    }
  }

  /// Refuses them where nothing is audited.
  void requireNone() {
    cuts.ifPresent(value -> refuse("--cuts", value));
    seed.ifPresent(value -> refuse("--seed", value));
  }

  private static void refuse(String option, long value) {
    throw WorkspaceException.configuration(
        "%s does not apply without --audit: %s=%d. Add --audit, or leave it out."
            .formatted(option, option, value));
  }
}
