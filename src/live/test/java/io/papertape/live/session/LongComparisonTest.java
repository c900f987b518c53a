package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeWriter;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session whose quotes are larger than the memory of the process that compares it.
class LongComparisonTest {
  private static final int QUOTES = 1_000_000;
  private static final long APART = 500_000_000L;
  private static final int BARS = (int) (QUOTES * APART / 60_000_000_000L);
  private static final long START = MadeMinutes.START;
  private static final Instrument AAA = Instrument.crypto("AAA");

  @TempDir private Path home;

  /// Arguments: the workspace, the session.
  static final class Compared {
    private Compared() {}

    public static void main(String[] arguments) {
      Workspace workspace = new Workspace(Path.of(arguments[0]));
      SessionFolder folder = SessionFolder.find(workspace, arguments[1]);
      SessionComparison found = new SessionComparer(workspace, folder, Crosses::new).with("vendor");
      System.out.print("compared " + found.absent() + " " + found.steps().size());
    }
  }

  @Test
  void isComparedInSixtyFourMegabytes() throws Exception {
    Workspace workspace = new Workspace(home);
    store(workspace);
    SessionFolder folder = session(workspace);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Compared.class.getName(),
                home.toString(),
                folder.id())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEqualTo("compared %d 5".formatted(BARS));
    assertThat(process.waitFor()).isZero();
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left.filter(one -> one.getFileName().toString().startsWith("compare"))).isEmpty();
    }
  }

  private SessionFolder session(Workspace workspace) throws IOException {
    SessionManifest manifest =
        MadeManifest.of(
            "crosses",
            "replay:made",
            START,
            List.of(new TapeInstrument(AAA, "replay", "AAA", 60_000_000_000L)));
    SessionFolder folder = SessionFolder.create(workspace, manifest, home.resolve("crosses"));
    try (TapeWriter tape =
        TapeWriter.open(folder.tape(), folder.id(), manifest.instruments(), _ -> {})) {
      for (int i = 1; i <= QUOTES; i++) {
        long nanos = START + i * APART;
        TapedQuote quote =
            new TapedQuote(
                0,
                nanos,
                nanos,
                Arrival.IN_ORDER,
                i,
                10_000_000_000L,
                100_000_000L,
                10_001_000_000L,
                100_000_000L);
        tape.append(new TapeMoment(nanos, List.of(quote)));
        if (i % 100_000 == 0) {
          tape.commit();
        }
      }
    }
    return folder;
  }

  private static void store(Workspace workspace) {
    BarColumns vendor = MadeMinutes.walk(1, BARS);
    try (DataSetWriter writer =
        DataStore.in(workspace).writer("vendor", DataSetWriter.Mode.CREATE)) {
      var series =
          writer.series(
              AAA,
              new Resolution(1, Resolution.Unit.MINUTE),
              new Origin("UTC", "end", List.of(), List.of()));
      for (int i = 0; i < vendor.size(); i++) {
        Bar bar = vendor.bar(i);
        series.add(
            bar.openTimeNanos(),
            bar.closeTimeNanos(),
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume());
      }
      writer.commit();
    }
  }
}
