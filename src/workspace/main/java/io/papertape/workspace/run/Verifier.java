package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.journal.JournalCheck;
import io.papertape.journal.JournalReader;
import io.papertape.journal.Sha256;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerContent;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.papertape.workspace.report.JournalFills;
import io.papertape.workspace.run.Verification.Finding;
import io.papertape.workspace.run.Verification.Mark;
import io.papertape.workspace.run.Verification.Verdict;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Checks one stored run: first the bytes by themselves, then against the run made again.
public final class Verifier {
  private final Workspace workspace;
  private final StrategyPlaces strategies;
  private final RunFolder folder;
  private final List<Finding> findings = new ArrayList<>();
  private Verdict verdict = Verdict.VERIFIED;
  private Optional<EntryDifference> difference = Optional.empty();
  private String root = "";
  private boolean isInLedger;

  private Verifier(Workspace workspace, StrategyPlaces strategies, RunFolder folder) {
    this.workspace = workspace;
    this.strategies = strategies;
    this.folder = folder;
  }

  /// @param keptRoot the run's root as it was kept elsewhere, if it was
  public static Verification verify(
      Workspace workspace, StrategyPlaces strategies, RunFolder folder, Optional<String> keptRoot) {
    Verifier verifier = new Verifier(workspace, strategies, folder);
    try {
      verifier.run(keptRoot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Verification(
        folder.id(), verifier.verdict, verifier.findings, verifier.difference, verifier.root);
  }

  private void run(Optional<String> keptRoot) throws IOException {
    if (!hasFiles()) {
      return;
    }
    checkChain();
    checkRoot(keptRoot);
    checkLedger();
    checkAudit();
    Optional<Manifest> manifest = checkManifest();
    if (manifest.isPresent()) {
      makeAgain(manifest.get());
    } else {
      add(Mark.NOTE, "run again", "not tried, because the manifest does not say which run it was");
    }
    if (keptRoot.isEmpty()) {
      add(
          Mark.NOTE,
          "not proven",
          "without a root kept elsewhere (--root) this shows that the files fit each other and what"
              + " was made again here; not that nobody replaced the whole folder by another run"
              + (isInLedger ? ", and the ledger" : ""));
    }
  }

  private boolean hasFiles() {
    boolean isComplete = true;
    for (Path file : List.of(folder.manifest(), folder.journal(), folder.result())) {
      if (!Files.exists(file)) {
        differs("files", file.getFileName() + " is missing");
        isComplete = false;
      }
    }
    return isComplete;
  }

  private void checkChain() throws IOException {
    JournalCheck check;
    try (InputStream journal = folder.openJournal()) {
      check = JournalCheck.of(journal);
    }
    root = check.root();
    if (check.isWhole()) {
      add(
          Mark.HOLDS,
          "chain",
          "%s entries, each tied to the one before".formatted(check.entries()));
    }
    for (JournalCheck.Break found : check.breaks()) {
      differs("chain", "entry %s %s".formatted(found.line(), found.fault().text()));
    }
  }

  private void checkRoot(Optional<String> keptRoot) throws IOException {
    String stated = result("root");
    if (stated.equals(root)) {
      add(Mark.HOLDS, "root", "as in result.json: " + root);
    } else {
      differs("root", "is %s, result.json says %s".formatted(root, stated));
    }
    if (keptRoot.isPresent()) {
      if (keptRoot.get().strip().toLowerCase(Locale.ROOT).equals(root)) {
        add(Mark.HOLDS, "kept root", "as given");
      } else {
        differs(
            "kept root",
            "is %s, given was %s: the journal is not the one that root was taken of"
                .formatted(root, keptRoot.get()));
      }
    }
  }

  /// What was sealed first is the truth. What stands before a fault of the ledger's chain counts.
  private void checkLedger() {
    LedgerContent ledger = Ledger.in(workspace, _ -> {}).read();
    Optional<RunSealed> sealed = Optional.ofNullable(ledger.sealedRuns().get(folder.id()));
    isInLedger = sealed.isPresent();
    if (isInLedger && sealed.get().root().equals(root)) {
      add(Mark.HOLDS, "ledger", "has this root of it");
    } else if (isInLedger) {
      differs(
          "ledger",
          "root is %s, the ledger has %s of it: the journal is not the one that was sealed"
              .formatted(root, sealed.get().root()));
    }
    if (ledger.fault().isPresent()) {
      add(Mark.NOTE, "ledger", "its chain is broken: " + ledger.fault().get());
    } else if (!isInLedger) {
      add(Mark.NOTE, "ledger", "has no entry of the run, so it does not say which root was sealed");
    }
  }

  /// The audit is not made again; the report shows what its file says.
  private void checkAudit() {
    Optional<String> written = RunOrigin.read(folder).audit();
    Optional<String> stored =
        Files.exists(folder.audit())
            ? Optional.of(Sha256.hex(folder.bytes(folder.audit())))
            : Optional.empty();
    if (!stored.equals(written)) {
      differs("audit", "audit.json is not as papertape audit wrote it");
    } else if (stored.isPresent()) {
      add(Mark.NOTE, "audit", "audit.json as it was written; the audit was not made again");
    }
  }

  /// A value of `result.json`; empty text if the file is broken, which the comparison reports.
  private String result(String key) {
    try {
      return CanonicalJson.read(folder.bytes(folder.result())).path(key).asText();
    } catch (IOException _) {
      return "(unreadable)";
    }
  }

  private Optional<Manifest> checkManifest() throws IOException {
    byte[] bytes = folder.bytes(folder.manifest());
    String hash = Sha256.hex(bytes);
    boolean holds = true;
    if (!Manifest.id(hash).equals(folder.id())) {
      differs(
          "manifest",
          "its hash begins %s, the run is %s".formatted(Manifest.id(hash), folder.id()));
      holds = false;
    }
    String header = headerManifest();
    if (!header.equals(hash)) {
      differs("manifest", "its hash is %s, the journal's header says %s".formatted(hash, header));
    }
    if (!result("manifest").equals(hash)) {
      differs(
          "manifest", "its hash is %s, result.json says %s".formatted(hash, result("manifest")));
    }
    if (!holds) {
      return Optional.empty();
    }
    try {
      Manifest manifest = Manifest.read(bytes);
      if (header.equals(hash)) {
        add(Mark.HOLDS, "manifest", "hash as in the run's id and the journal's header");
      }
      return Optional.of(manifest);
    } catch (WorkspaceException e) {
      unlike(Verdict.OTHER_VERSION, "manifest", e.getMessage());
      return Optional.empty();
    }
  }

  private String headerManifest() throws IOException {
    try (InputStream journal = folder.openJournal()) {
      JsonNode header = CanonicalJson.read(new JournalReader(journal).next());
      return header.path("manifest").asText();
    } catch (IOException _) {
      return "(unreadable)";
    }
  }

  private void makeAgain(Manifest manifest) throws IOException {
    List<String> versions = InputChanges.versions(manifest);
    versions.forEach(change -> unlike(Verdict.OTHER_VERSION, "version", change));
    List<String> changes = new ArrayList<>();
    Optional<LoadedStrategy> strategy = Optional.empty();
    Optional<RunBars> data = Optional.empty();
    try {
      LoadedStrategy loaded = strategies.load(folder, manifest);
      changes.addAll(InputChanges.strategy(manifest, loaded));
      strategy = Optional.of(loaded);
    } catch (WorkspaceException e) {
      changes.add("strategy: " + e.getMessage());
    }
    try {
      RunBars loaded = RunBars.asStated(workspace, manifest);
      changes.addAll(InputChanges.data(manifest, loaded));
      data = Optional.of(loaded);
    } catch (WorkspaceException e) {
      changes.add("data: " + e.getMessage());
    }
    for (String change : changes) {
      unlike(
          Verdict.INPUT_CHANGED,
          "input",
          change.replaceFirst("[.]$", "") + ". This is a changed input, not tampering");
    }
    if (versions.isEmpty() && changes.isEmpty()) {
      add(Mark.HOLDS, "inputs", "data, sources, parameters and versions as in the manifest");
      compare(manifest, data.orElseThrow(), strategy.orElseThrow());
    } else {
      add(
          Mark.NOTE,
          "run again",
          "not possible with what changed; a journal that was rewritten as a whole would go"
              + " unnoticed"
              + (isInLedger ? " if the ledger was too" : ""));
      checkReportHash();
    }
  }

  /// All that can be said of the report while the run cannot be made again.
  private void checkReportHash() {
    Optional<String> written = RunOrigin.read(folder).report();
    if (written.isPresent() && !written.equals(reportHash())) {
      differs("report", "report.html is not as it was written");
    } else if (isTrialAsKept()) {
      add(Mark.NOTE, "report", "report.html was not made again");
    }
  }

  private Optional<String> reportHash() {
    return KeptReport.of(folder).map(KeptReport::hash);
  }

  private void compare(Manifest manifest, RunBars data, LoadedStrategy strategy)
      throws IOException {
    FinishedRun run;
    try (InputStream stored = folder.openJournal()) {
      JournalComparison comparison = new JournalComparison(stored);
      run = FinishedRun.of(manifest, data, strategy.create(), comparison, _ -> {});
      difference = comparison.finish();
    }
    if (difference.filter(Verifier::isOfStack).isPresent()) {
      unlike(
          Verdict.INPUT_CHANGED,
          "run again",
          ("ends otherwise at entry %s, by a StackOverflowError there or here: how deep the calls"
               + " of a strategy can go depends on the stack of the process and on what is compiled"
               + " by then. This need not be tampering; end the recursion in the strategy")
              .formatted(difference.get().seq()));
      checkReportHash();
      return;
    }
    if (difference.isPresent()) {
      differs(
          "run again",
          "first difference at entry %s of the journal".formatted(difference.get().seq()));
    } else {
      add(Mark.HOLDS, "run again", "every byte of the journal is the same");
    }
    List<String> files = DerivedFiles.differing(folder, run);
    files.forEach(name -> differs("files", name + " is not what the run leads to"));
    if (files.isEmpty()) {
      add(Mark.HOLDS, "files", "result.json, equity.csv and round-trips.csv as the run leads to");
    }
    checkFills();
    checkReport(
        RunReport.of(strategy, run, AuditJson.sentences(folder))
            .map(RunReport::html)
            .map(Sha256::hex));
  }

  /// True if one of the two ended there because its stack was used up, which is no function of the
  /// run.
  private static boolean isOfStack(EntryDifference first) {
    return isOverflow(first.stored()) || isOverflow(first.computed());
  }

  private static boolean isOverflow(String line) {
    try {
      JsonNode entry = CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8));
      return entry.path("kind").asText().equals("failure")
          && entry.path("message").asText().equals(StackOverflowError.class.getName());
    } catch (IOException _) {
      return false;
    }
  }

  /// `fills.csv` is there only if somebody asked for it.
  private void checkFills() throws IOException {
    if (!Files.exists(folder.fills()) || difference.isPresent()) {
      return;
    }
    if (!DerivedFiles.isSame(folder.fills(), out -> JournalFills.write(folder.journal(), out))) {
      differs("files", "fills.csv is not what the journal says");
    }
  }

  private void checkReport(Optional<String> computed) {
    Optional<String> stored = reportHash();
    if (stored.equals(computed)) {
      if (stored.isPresent() && isTrialAsKept()) {
        add(Mark.HOLDS, "report", "report.html as the run leads to");
      }
    } else if (stored.isPresent() && stored.equals(RunOrigin.read(folder).report())) {
      unlike(
          Verdict.OTHER_VERSION,
          "report",
          "report.html is as it was written, but another comes of the same run now: this version of"
              + " Papertape draws it otherwise, or the strategy keeps something from one run to the"
              + " next, such as a static field, which papertape audit finds; whether it was honest"
              + " then cannot be told");
    } else {
      differs("report", "report.html is not what the run leads to");
    }
  }

  /// Which trial the run was does not follow from it.
  private boolean isTrialAsKept() {
    Optional<KeptReport> report = KeptReport.of(folder);
    boolean isKept = report.isEmpty() || report.get().isOf(RunOrigin.read(folder).trial());
    if (!isKept) {
      differs("report", "report.html says of its trial what origin.json does not");
    }
    return isKept;
  }

  private void add(Mark mark, String what, String text) {
    findings.add(new Finding(mark, what, text));
  }

  private void differs(String what, String text) {
    unlike(Verdict.RECORD_CHANGED, what, text);
  }

  private void unlike(Verdict worst, String what, String text) {
    add(Mark.DIFFERS, what, text);
    verdict = verdict.compareTo(worst) < 0 ? worst : verdict;
  }
}
