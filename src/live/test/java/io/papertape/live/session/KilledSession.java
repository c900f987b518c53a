package io.papertape.live.session;

import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A process that runs one session and prints each entry that is acknowledged; made to be killed.
///
/// Arguments: the session's folder, bars, data minutes a second.
final class KilledSession {
  static final long MINUTE = 60_000_000_000L;

  private static final int SNAPSHOT_MOMENTS = 20;

  /// The feed's clock runs so fast that two seconds of it are nothing.
  private static final SequencerSettings PATIENT =
      new SequencerSettings(Duration.ofDays(1), Duration.ofHours(1), Duration.ofDays(1), 4_096);

  private static final List<Instrument> INSTRUMENTS =
      List.of(Instrument.crypto("AAA"), Instrument.crypto("BBB"), Instrument.crypto("CCC"));

  private KilledSession() {}

  static ReplayFeed feed(int bars, double minutesPerSecond) {
    return new ReplayFeed(
        INSTRUMENTS,
        histories(bars),
        List.of(),
        List.of(),
        minutesPerSecond * 60,
        System::nanoTime);
  }

  private static List<BarColumns> histories(int bars) {
    return List.of(MadeMinutes.walk(1, bars), MadeMinutes.walk(2, bars), MadeMinutes.walk(3, bars));
  }

  static SessionManifest manifest(int bars) {
    List<TapeInstrument> taped = new ArrayList<>();
    for (Instrument one : INSTRUMENTS) {
      taped.add(new TapeInstrument(one, "replay", one.symbol(), MINUTE));
    }
    return new SessionManifest(
        1,
        1,
        "test",
        "crosses",
        new TreeMap<>(),
        new TreeMap<>(),
        "replay:made",
        Optional.empty(),
        feed(bars, 1).startNanos(),
        feed(bars, 1).startNanos(),
        taped,
        Assumptions.papertape(),
        RiskLimits.NONE,
        PATIENT,
        SessionManifest.Recovery.RESUME);
  }

  public static void main(String[] arguments) throws Exception {
    SessionFolder folder = new SessionFolder(Path.of(arguments[0]));
    int bars = Integer.parseInt(arguments[1]);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    SessionStatus end =
        new PaperSession(
                folder.id(),
                folder.manifest(),
                SessionDisks.of(folder),
                Crosses::new,
                new SnapshotPlan(
                    SNAPSHOT_MOMENTS,
                    0,
                    Runnable::run, // the life is too short for the background
                    note -> {
                      if (note.kind() == SnapshotNote.Kind.RESUMED) {
                        out.print("resumed\n");
                      }
                    }),
                feed(bars, Double.parseDouble(arguments[2])),
                System::nanoTime,
                (lines, _) -> {
                  for (String line : lines) {
                    out.print(line + "\n");
                  }
                  out.flush();
                })
            .start()
            .await(Long.MAX_VALUE)
            .orElseThrow();
    out.print("end " + end.state() + " " + end.halt() + "\n");
    out.flush();
  }
}
