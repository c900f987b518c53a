package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;

/// The lives of a session on a feed, each a process that is killed, but for the last.
public final class KilledFeedLives {
  private final Class<?> main;
  private final SessionFolder folder;
  private final List<String> acknowledged = new ArrayList<>();

  /// @param main runs a life; its argument is the session's folder
  public KilledFeedLives(Class<?> main, Path home, PreparedFeed feed) {
    this.main = main;
    feed.feed().close();
    SessionManifest manifest =
        MadeManifest.of("flips", feed.text(), feed.startNanos(), feed.instruments());
    folder = SessionFolder.create(new Workspace(home), manifest, home);
  }

  public SessionFolder folder() {
    return folder;
  }

  /// Lives until so many entries are acknowledged, and is killed with SIGKILL.
  public void live(int entries) throws IOException, InterruptedException {
    String last = run(entries, "", false);
    assertThat(last).as("killed while it lived").doesNotStartWith("end");
  }

  /// Lives until so many entries are acknowledged, and is stopped.
  public void liveToTheEnd(int entries) throws IOException, InterruptedException {
    assertThat(run(entries, "", true)).isEqualTo("end STOPPED Optional.empty");
  }

  /// Lives until an entry with this text is acknowledged, and is stopped.
  public void liveUntil(String text) throws IOException, InterruptedException {
    assertThat(run(1, text, true)).isEqualTo("end STOPPED Optional.empty");
  }

  private String run(int entries, String text, boolean isStopped)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.path().toString())
            .redirectError(Redirect.INHERIT)
            .start();
    var _ = process.onExit().orTimeout(90, TimeUnit.SECONDS).exceptionally(_ -> destroyed(process));
    String last = "";
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int count = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
        if (line.endsWith("}")) {
          acknowledged.add(line);
          count += line.contains(text) ? 1 : 0;
        }
        if (count != entries || !line.endsWith("}") || !line.contains(text)) {
          continue;
        }
        if (isStopped) {
          process.getOutputStream().write('\n');
          process.getOutputStream().flush();
        } else {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return last;
  }

  private static Process destroyed(Process process) {
    System.err.println("A life of a session took too long and is ended.");
    return process.destroyForcibly();
  }

  /// Nothing acknowledged is lost, and the tape gives the journal again.
  public void assertIdentical(int restarts) throws IOException {
    List<String> journal = Files.readAllLines(folder.journal());
    assertThat(journal.stream().filter(line -> line.contains("\"restart\"")).count())
        .isEqualTo(restarts);
    for (String line : acknowledged) {
      assertThat(journal.get(sequence(line))).isEqualTo(line);
    }
    assertThat(journal.stream().filter(line -> line.contains("\"kind\":\"fill\""))).isNotEmpty();
    SessionVerifier.Comparison twin = SessionVerifier.verify(folder, new Flips());
    assertThat(twin.parting()).isEmpty();
    assertThat(twin.isSealed()).isTrue();
    assertThat(twin.entries()).isEqualTo(journal.size());
    System.out.printf(
        "Killed %d times: %d entries acknowledged, %d in the journal, IDENTICAL.%n",
        restarts, acknowledged.size(), journal.size());
  }

  private static int sequence(String line) {
    return Integer.parseInt(line.substring("{\"seq\":".length(), line.indexOf(',')));
  }
}
