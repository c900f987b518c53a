package io.papertape.workspace.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/// A run as an engine of the next semantics version would leave it, had that version changed
/// nothing: whole in itself, under an id of its own.
final class OtherSemantics {
  private OtherSemantics() {}

  static RunFolder copy(RunStage stage, RunFolder run) throws IOException {
    Manifest own = run.readManifest();
    String text = new String(own.bytes(), StandardCharsets.UTF_8);
    Manifest next =
        Manifest.read(
            text.replace(
                    "\"semantics\":" + own.semantics(), "\"semantics\":" + (own.semantics() + 1))
                .getBytes(StandardCharsets.UTF_8));
    RunFolder copy = new RunFolder(run.path().resolveSibling(next.id()));
    Files.createDirectories(copy.path());
    Files.write(copy.manifest(), next.bytes());
    try (JournalFile journal = new JournalFile(copy.journal())) {
      FinishedRun made =
          FinishedRun.of(
              next,
              RunBars.asStated(stage.workspace, next),
              stage.strategy.create(),
              journal,
              _ -> {});
      journal.seal();
      DerivedFiles.write(copy, made);
    }
    return copy;
  }
}
