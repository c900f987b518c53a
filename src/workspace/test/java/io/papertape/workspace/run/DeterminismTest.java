package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same manifest in processes that differ in all that must not matter.
class DeterminismTest {
  @TempDir private Path folder;

  @Test
  void zoneLocaleHeapCollectorAndCoresDoNotChangeAByte() throws IOException, InterruptedException {
    List<Path> plain = runs("plain", "-XX:+UseSerialGC", "-Duser.timezone=UTC", "-Xmx512m");
    List<List<Path>> others =
        List.of(
            runs(
                "turkish",
                "-XX:+UseG1GC",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Tokyo",
                "-Xmx128m"),
            runs(
                "arabic",
                "-XX:+UseParallelGC",
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=America/St_Johns",
                "-XX:ActiveProcessorCount=1",
                "-Xint",
                "-Xmx256m"));

    assertThat(plain).hasSize(2);
    for (List<Path> other : others) {
      for (int i = 0; i < plain.size(); i++) {
        assertThat(other.get(i).getFileName()).isEqualTo(plain.get(i).getFileName());
        for (String name : List.of("manifest.json", "journal.jsonl", "equity.csv")) {
          assertThat(other.get(i).resolve(name)).hasSameBinaryContentAs(plain.get(i).resolve(name));
        }
      }
      assertThat(other.getFirst().resolve("result.json"))
          .hasSameBinaryContentAs(plain.getFirst().resolve("result.json"));
    }
    String failed = Files.readString(plain.getLast().resolve("journal.jsonl"));
    assertThat(failed).contains("\"kind\":\"fill\"", "\"kind\":\"failure\"");
  }

  @Test
  void aFailureWhoseTextChangesIsStillVerified() throws IOException {
    RunStage stage = new RunStage(folder.resolve("own"));
    stage.strategy = StatedStrategy.of("failing", "market", DeterminismMain.Failing::new);
    RunFolder run = stage.run().folder();

    assertThat(stage.verify(run).verdict()).isEqualTo(Verification.Verdict.VERIFIED);
    Files.writeString(
        run.result(), Files.readString(run.result()).replace("\"fills\"", "\"filled\""));
    assertThat(stage.verify(run).verdict()).isEqualTo(Verification.Verdict.RECORD_CHANGED);
  }

  /// Folders of the runs that a process of its own makes.
  private List<Path> runs(String name, String... options) throws IOException, InterruptedException {
    Path home = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DeterminismMain.class.getName(), home.toString()));
    Path output = folder.resolve(name + ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed.lines().map(Path::of).toList();
  }
}
