package io.papertape.workspace.run;

import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.report.TrialSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;

/// `report.html` of a kept run: the page that the run leads to, and in it which trial the run was,
/// which does not follow from it and is in `origin.json`. All hashes are those of the page alone.
public final class KeptReport {
  private final byte[] stored;
  private final byte[] page;

  private KeptReport(byte[] stored) {
    this.stored = stored;
    // as bytes: one that is no text must not become a sign that stands for it
    String text = new String(stored, StandardCharsets.ISO_8859_1);
    page = TrialSection.without(text).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Empty if there is none.
  static Optional<KeptReport> of(RunFolder folder) {
    return Files.exists(folder.report())
        ? Optional.of(new KeptReport(folder.bytes(folder.report())))
        : Optional.empty();
  }

  /// Says in the report of a run which trial it was, once. One that is not as it was written, or
  /// is not there, stays as it is.
  public static void count(Workspace workspace, RunFolder folder, TrialSection.Facts trial) {
    try (WriteLock _ = WriteLock.take(Runs.in(workspace).lock(folder.id()), WriteLock.PATIENCE)) {
      RunOrigin origin = RunOrigin.read(folder);
      Optional<KeptReport> report = of(folder);
      if (origin.trial().isEmpty()
          && report.isPresent()
          && origin.report().equals(Optional.of(report.get().hash()))) {
        // In this order: a page that says nothing of its trial is whole.
        DurableFiles.replace(folder.origin(), origin.counted(trial).bytes());
        DurableFiles.replace(folder.report(), report.get().with(trial));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SHA-256 of the page alone.
  String hash() {
    return Sha256.hex(page);
  }

  /// The page alone.
  String page() {
    return new String(page, StandardCharsets.UTF_8);
  }

  /// True if it says of its trial what is kept, or nothing.
  boolean isOf(Optional<TrialSection.Facts> kept) {
    return page.length == stored.length
        || (kept.isPresent()
            && TrialSection.fits(page())
            && Arrays.equals(with(kept.get()), stored));
  }

  private byte[] with(TrialSection.Facts trial) {
    return with(page(), Optional.of(trial));
  }

  /// Bytes of a page with what is kept of its trial.
  static byte[] with(String page, Optional<TrialSection.Facts> kept) {
    return kept.map(trial -> TrialSection.with(page, trial))
        .orElse(page)
        .getBytes(StandardCharsets.UTF_8);
  }
}
