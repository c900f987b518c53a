package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole process is killed with SIGKILL at random moments, again and again, until its session
/// has ended.
///
/// `-Dpapertape.kills=1000` kills more often.
class KillTest {
  private static final int KILLS = Integer.getInteger("papertape.kills", 50);
  private static final int BARS_PER_LIFE = 60;

  @TempDir private Path home;
  private int resumed;

  @Test
  void nothingAcknowledgedIsLostAndTheRootIsThatOfAnUninterruptedTwin() throws Exception {
    int bars = KILLS * BARS_PER_LIFE;
    SessionManifest manifest = KilledSession.manifest(bars);
    SessionFolder folder = SessionFolder.create(new Workspace(home), manifest, home);
    List<String> acknowledged = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int kill = 0; kill < KILLS; kill++) {
      live(folder, bars, 400, random.nextInt(1, 2 * BARS_PER_LIFE), acknowledged);
    }
    String end = live(folder, bars, 100_000, Integer.MAX_VALUE, acknowledged);
    assertThat(end).isEqualTo("end STOPPED Optional.empty");

    List<String> journal = Files.readAllLines(folder.journal());
    long restarts = journal.stream().filter(line -> line.contains("\"restart\"")).count();
    assertThat(restarts).isEqualTo(KILLS);
    for (String line : acknowledged) {
      assertThat(journal.get(sequence(line))).isEqualTo(line);
    }
    SessionVerifier.Comparison twin = SessionVerifier.verify(folder, new Crosses());
    assertThat(twin.parting()).isEmpty();
    assertThat(twin.isSealed()).isTrue();
    assertThat(twin.entries()).isEqualTo(journal.size());
    assertThat(tapedBars(folder)).isEqualTo(3L * bars);
    assertThat(resumed).isGreaterThan(KILLS / 2);
    System.out.printf(
        "Killed %d times: %d entries acknowledged, %d in the journal, 0 lost; %d recoveries began"
            + " with a snapshot.%n",
        KILLS, acknowledged.size(), journal.size(), resumed);
  }

  private static long tapedBars(SessionFolder folder) {
    long count = 0;
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      for (Optional<TapeMoment> one = tape.next(); one.isPresent(); one = tape.next()) {
        count +=
            one.get().events().stream()
                .filter(event -> event instanceof TapeEvent.TapedBar)
                .count();
      }
    }
    return count;
  }

  private static int sequence(String line) {
    return Integer.parseInt(line.substring("{\"seq\":".length(), line.indexOf(',')));
  }

  /// Starts the process and kills it once it has acknowledged so many entries.
  ///
  /// @return its last line
  private String live(
      SessionFolder folder, int bars, double speed, int entries, List<String> acknowledged)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                KilledSession.class.getName(),
                folder.path().toString(),
                Integer.toString(bars),
                Double.toString(speed))
            .redirectError(Redirect.INHERIT)
            .start();
    String last = "";
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int count = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
        resumed += line.equals("resumed") ? 1 : 0;
        if (line.endsWith("}")) {
          acknowledged.add(line);
          count++;
        }
        if (count == entries) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return last;
  }
}
