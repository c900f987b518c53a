package io.papertape.workspace.ledger;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the ledger records; a closed set.
public sealed interface LedgerEvent {
  /// The stable text of its kind.
  String kind();

  /// A run has ended and its journal will not change again.
  ///
  /// @param run          id of the run, 16 hex digits
  /// @param manifestHash SHA-256 of its manifest, 64 hex digits
  /// @param root         Merkle root of its journal, 64 hex digits
  /// @param status       how it ended
  record RunSealed(String run, String manifestHash, String root, Status status)
      implements LedgerEvent {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /// How a run ended.
    public enum Status {
      COMPLETE("complete"),
      FAILED("failed"),
      RUINED("ruined");

      private final String text;

      Status(String text) {
        this.text = text;
      }

      /// The stable text in files.
      public String text() {
        return text;
      }

      public static Optional<Status> of(String text) {
        for (Status status : values()) {
          if (status.text.equals(text)) {
            return Optional.of(status);
          }
        }
        return Optional.empty();
      }
    }

    public RunSealed {
      if (!ID.matcher(run).matches()
          || !HASH.matcher(manifestHash).matches()
          || !manifestHash.startsWith(run)
          || !HASH.matcher(root).matches()) {
        throw new IllegalArgumentException(
            ("Sealed run is not named by its hashes: run=%s, manifest=%s, root=%s."
                    + " Use 64 lower-case hex digits; the run is the first 16 of its manifest.")
                .formatted(run, manifestHash, root));
      }
    }

    @Override
    public String kind() {
      return "run-sealed";
    }
  }

  /// The operator lets the journal of a session, which has lost what was durable, be made anew from
  /// its tape. It is appended before that is done.
  ///
  /// @param run id of the session, 16 hex digits
  /// @param why what was lost, as the session said when it halted
  record JournalRemake(String run, String why) implements LedgerEvent {
    public JournalRemake {
      if (!RunSealed.ID.matcher(run).matches() || why.isBlank()) {
        throw new IllegalArgumentException(
            "Journal that is made anew has no session or no reason: run=%s, why=%s. Name both."
                .formatted(run, why));
      }
    }

    @Override
    public String kind() {
      return "journal-remake";
    }
  }

  /// A sweep or walk-forward is done and its files will not change again, unless it is made anew.
  ///
  /// @param experiment   `sweeps` or `walk-forwards`
  /// @param id           its id, 16 hex digits
  /// @param manifestHash SHA-256 of its manifest, 64 hex digits
  /// @param filesHash    SHA-256 of its `sealed.json`, which has those of all its files
  record ExperimentSealed(String experiment, String id, String manifestHash, String filesHash)
      implements LedgerEvent {
    public ExperimentSealed {
      if (!RunSealed.ID.matcher(id).matches()
          || !RunSealed.HASH.matcher(manifestHash).matches()
          || !manifestHash.startsWith(id)
          || !RunSealed.HASH.matcher(filesHash).matches()
          || experiment.isBlank()) {
        throw new IllegalArgumentException(
            ("Sealed experiment is not named by its hashes: experiment=%s, id=%s, manifest=%s,"
                    + " files=%s. Use 64 lower-case hex digits; the id is the first 16 of its"
                    + " manifest.")
                .formatted(experiment, id, manifestHash, filesHash));
      }
    }

    @Override
    public String kind() {
      return "experiment-sealed";
    }
  }
}
