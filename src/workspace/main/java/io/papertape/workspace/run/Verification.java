package io.papertape.workspace.run;

import java.util.List;
import java.util.Optional;

/// What a check of a stored run found.
///
/// @param findings   in the order in which they were looked for
/// @param difference first entry at which the journal and the run made again part
/// @param root       Merkle root of the journal as it is on disk; empty if there is no journal
public record Verification(
    String id,
    Verdict verdict,
    List<Finding> findings,
    Optional<EntryDifference> difference,
    String root) {
  /// The answer in one word, mildest first.
  public enum Verdict {
    /// Chain, root, inputs and the run made again all agree.
    VERIFIED("verified"),
    /// The record holds together; this program is another version and cannot make the run again.
    OTHER_VERSION("not made again: another version"),
    /// The record holds together; an input is not what it was, so the run cannot be made again.
    INPUT_CHANGED("not made again: an input changed"),
    /// The record was changed after the run, or does not belong to it.
    RECORD_CHANGED("FAILED: the record was changed");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// How one thing that was looked at stands.
  public enum Mark {
    HOLDS,
    NOTE,
    DIFFERS
  }

  /// One thing that was looked at.
  ///
  /// @param what short name: `chain`, `root`, `ledger`, `manifest`, `inputs`, `run again`, `files`,
  ///      `report`
  public record Finding(Mark mark, String what, String text) {}

  public Verification {
    findings = List.copyOf(findings);
  }
}
