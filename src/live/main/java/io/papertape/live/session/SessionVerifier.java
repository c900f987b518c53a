package io.papertape.live.session;

import io.papertape.journal.JournalReader;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.JournalEnd;
import io.papertape.live.tape.OtherTapeException;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.BrokenRunException;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunView;
import io.papertape.strategy.Strategy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Runs the tape of a session again, and holds every entry that comes of it against the journal.
public final class SessionVerifier {
  private SessionVerifier() {}

  /// What a comparison came to.
  ///
  /// @param entries   that were compared and are the same
  /// @param moments   of the tape that were run again
  /// @param missing   entries that follow from the tape and are not in the journal, which ends
  ///     before them: not yet written, lost in a crash, or cut off
  /// @param lost      entries that were durable, as the tape's marks say, and are gone
  /// @param lostBytes of the journal that were durable and are gone; of an entry that is there it
  ///     can only be the line feed
  /// @param isSealed  the session has ended in good order
  /// @param parting   where the two part, if they do
  /// @param tape      how far the tape goes
  public record Comparison(
      long entries,
      long moments,
      long missing,
      long lost,
      long lostBytes,
      boolean isSealed,
      Optional<Parting> parting,
      TapeExtent tape) {
    public boolean isIdentical() {
      return parting.isEmpty() && lostBytes == 0 && tape.lost() == 0;
    }

    private Comparison with(JournalEnd was, long bytes, TapeExtent extent) {
      long cut = Math.max(0, was.bytes() - bytes);
      long gone = cut == 0 ? 0 : Math.max(0, was.entries() - entries);
      return new Comparison(entries, moments, missing, gone, cut, isSealed, parting, extent);
    }
  }

  /// The first entry that is not the same.
  ///
  /// @param stored   line of the journal; empty: it has ended
  /// @param replayed line that the tape gives; empty: it has ended
  public record Parting(long seq, String stored, String replayed) {}

  /// @param strategy a new instance
  /// @throws io.papertape.workspace.WorkspaceException if it differs and was made by another engine
  ///     or a later program
  public static Comparison verify(SessionFolder folder, Strategy strategy) {
    // The journal first, as far as it has come: all that is in it follows from the tape, which is
    // always further. So is what is told of the tape elsewhere.
    long told = TapeExtent.told(folder.record());
    SessionManifest manifest = folder.manifest();
    try (InputStream journal = asItIs(folder.journal());
        TapeReader tape = SessionTape.openFromStart(folder.tape(), manifest)) {
      Comparison found = verify(manifest, tape, journal, strategy);
      if (found.parting().filter(one -> one.seq() == 0).isPresent()) { // which names its engine
        manifest.requireThisEngine();
      }
      if (found.parting().isPresent()) {
        manifest.requireKnownTelling();
      }
      while (tape.next().isPresent()) {
        // its last mark comes after what a session that has ended looks at
      }
      // Its length now: a session that runs has vouched for more meanwhile.
      Path path = folder.journal();
      return found.with(tape.journal(), length(path), TapeExtent.of(tape, told));
    } catch (OtherTapeException e) {
      manifest.requireThisEngine(); // what it is told by first
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param journal  its bytes, as far as they are to be compared
  /// @param strategy a new instance
  public static Comparison verify(
      SessionManifest manifest, Disk disk, InputStream journal, Strategy strategy) {
    try (TapeReader tape = SessionTape.openFromStart(disk, manifest)) {
      return verify(manifest, tape, journal, strategy);
    }
  }

  private static Comparison verify(
      SessionManifest manifest, TapeReader tape, InputStream journal, Strategy strategy) {
    Lines lines = new Lines(new JournalReader(journal));
    SessionSource source = new SessionSource(new Recorded(tape, lines), manifest);
    try {
      SessionRun.simulation(manifest, strategy, source)
          .using(RunMemory.forgetting())
          .journal(lines, RecordLevel.EACH)
          .run();
    } catch (SessionDivergence e) {
      lines.diverge(e.getMessage());
    } catch (BrokenRunException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return lines.end(tape.moments());
  }

  private static InputStream asItIs(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return InputStream.nullInputStream();
    }
    long length = length(journal);
    FileChannel channel = FileChannel.open(journal);
    return new Beginning(Channels.newInputStream(channel), length);
  }

  /// As a recovery takes it: zeros at its end are nothing that was written.
  private static long length(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return 0;
    }
    try (FileChannel channel = FileChannel.open(journal)) {
      return TrailingZeros.begin(channel::read, channel.size());
    }
  }

  /// So many bytes of a stream, and no more.
  private static final class Beginning extends FilterInputStream {
    private long left;

    Beginning(InputStream all, long length) {
      super(all);
      left = length;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = left <= 0 ? -1 : super.read(bytes, offset, (int) Math.min(left, length));
      left -= Math.max(0, count);
      return count;
    }
  }

  /// A tape as it is.
  private record Recorded(TapeReader tape, Lines lines) implements SessionSource.Moments {
    @Override
    public void begin(RunView run) {
      // nobody looks
    }

    @Override
    public Optional<TapeMoment> next() {
      try {
        Optional<TapeMoment> next = tape.next();
        lines.isAtEndOfTape = next.isEmpty();
        return next;
      } catch (RuntimeException e) {
        throw new BrokenRunException("Tape cannot be read.", e); // no failure of the strategy
      }
    }

    /// A process that ended before the answer was durable has written nothing that follows from it.
    @Override
    public ModelAnswer answer(RemoteVersion version, double[][] rows) {
      Optional<ModelAnswer> answer = TapedAnswers.next(tape, version, rows);
      lines.isAtEndOfTape |= answer.isEmpty();
      return answer.orElseThrow(
          () -> new SessionDivergence("Tape ends before the answer of the model."));
    }
  }

  /// Takes the entries of the run as long as the journal holds the same.
  private static final class Lines implements JournalSink {
    private final JournalReader journal;
    private Optional<Parting> parting = Optional.empty();
    private long same;
    private boolean hasEnded;
    private boolean isSealed;
    private boolean isAtEndOfTape;
    private long missing;

    Lines(JournalReader journal) {
      this.journal = journal;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (hasEnded && !isAtEndOfTape) {
        missing++;
      }
      if (parting.isPresent() || hasEnded) {
        return;
      }
      byte[] replayed = Arrays.copyOfRange(bytes, offset, offset + length - 1);
      byte[] stored = read();
      if (stored.length == 0 || isTorn(stored, replayed)) {
        hasEnded = true;
        missing += isAtEndOfTape ? 0 : 1;
      } else if (Arrays.equals(stored, replayed)) {
        same++;
        isSealed = text(replayed).contains("\"kind\":\"seal\"");
      } else {
        parting = Optional.of(new Parting(same, text(stored), text(replayed)));
      }
    }

    /// A crash has cut the last line: what is there of it must be right. One that lacks its line
    /// feed alone says all that it said.
    private boolean isTorn(byte[] stored, byte[] replayed) {
      return !journal.isTerminated()
          && stored.length < replayed.length
          && Arrays.mismatch(stored, replayed) == stored.length;
    }

    /// The next line; no byte at the end.
    private byte[] read() {
      try {
        return journal.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String text(byte[] line) {
      return new String(line, StandardCharsets.UTF_8);
    }

    /// What is asked is not what the tape has an answer to; at its end there need not be one.
    void diverge(String why) {
      if (parting.isEmpty() && !hasEnded && !isAtEndOfTape) {
        parting = Optional.of(new Parting(same, text(read()), "(%s)".formatted(why)));
      }
    }

    /// A journal that is not sealed ends before the replay, which ends its run; all else must be
    /// there.
    Comparison end(long moments) {
      if (parting.isEmpty() && !hasEnded) {
        byte[] more = read();
        if (more.length > 0) {
          parting = Optional.of(new Parting(same, text(more), ""));
        }
      }
      return new Comparison(same, moments, missing, 0, 0, isSealed, parting, TapeExtent.UNKNOWN);
    }
  }
}
