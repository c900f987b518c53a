package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.Retention;
import io.papertape.live.tape.TapeExport;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.store.DataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Looks after the files of tapes that are complete: each becomes part of the data set `tape-ID`,
/// and those that the session's declared retention lets go are deleted.
///
/// A file is let go only if its session has ended and is sealed, and the file is in the store: a
/// session that lives, or halted and may go on, needs its tape from the first moment on. Replays
/// are left alone, for their data are in the store already.
///
/// The last file is complete once the session is sealed and its thread has let go of it.
///
/// A wall clock may be years ahead for a while. So a file goes only once it has been expired at
/// each look for a day of the process's own time.
public final class TapeKeeping {
  private static final String STORED = "stored";
  private static final String REPLAY = "replay:";
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final long DOUBT_NANOS = Duration.ofDays(1).toNanos();

  private final Workspace workspace;
  private final Clock clock;
  private final LongSupplier ticker;
  private final Consumer<String> notices;
  private final Map<String, Refusal> refused = new TreeMap<>();

  /// What failed with a session, and when it is tried again.
  private record Refusal(String cause, Instant until) {}

  /// Files of each session that have expired, with when they were first seen so.
  private final Map<String, Map<String, Long>> expired = new TreeMap<>();

  /// @param ticker  steady nanoseconds of the process
  /// @param notices takes a sentence for the log
  public TapeKeeping(
      Workspace workspace, Clock clock, LongSupplier ticker, Consumer<String> notices) {
    this.ticker = ticker;
    this.workspace = workspace;
    this.clock = clock;
    this.notices = notices;
  }

  /// Does what is due. What fails is told of, once for each cause, and tried again ten minutes
  /// later.
  public void look() {
    Instant now = clock.instant();
    for (String id : ids(now)) {
      if (!isRefused(id, now)) {
        tried(id, now, () -> look(new SessionFolder(SessionFolder.root(workspace).resolve(id))));
      }
    }
  }

  private List<String> ids(Instant now) {
    List<String> ids = new ArrayList<>();
    tried("all", now, () -> ids.addAll(SessionFolder.ids(workspace)));
    return ids;
  }

  private boolean isRefused(String id, Instant now) {
    Refusal refusal = refused.get(id);
    return refusal != null && now.isBefore(refusal.until());
  }

  /// Something that may fail.
  private interface Step {
    void run() throws IOException;
  }

  private void tried(String id, Instant now, Step step) {
    try {
      step.run();
      refused.remove(id);
    } catch (IOException | RuntimeException e) {
      String cause = String.valueOf(e.getMessage());
      Refusal before = refused.put(id, new Refusal(cause, now.plus(PAUSE)));
      if (before == null || !before.cause().equals(cause)) {
        notices.accept("Tape is not stored: session=%s, cause=%s".formatted(id, cause));
      }
    }
  }

  private void look(SessionFolder folder) throws IOException {
    SessionManifest manifest = folder.manifest();
    if (manifest.feed().startsWith(REPLAY)) {
      return;
    }
    boolean isSealed = IdleStatus.isSealed(folder);
    Disk disk = folder.tape();
    List<String> files = new ArrayList<>(Retention.files(disk));
    Set<String> stored = stored(folder);
    files.removeAll(stored);
    if (!files.isEmpty() && (!isSealed || isHeld(folder))) {
      files.removeLast(); // it is being written
    }
    for (String file : files) {
      TapeExport.addRolled(disk, file, DataStore.in(workspace), "tape-" + folder.id());
      stored.add(file);
      keep(folder, stored);
    }
    if (isSealed) {
      List<String> gone = beyondDoubt(folder.id(), manifest.retention(), disk);
      Retention.delete(disk, gone);
      if (!gone.isEmpty()) {
        notices.accept(
            "Tape files have expired and are deleted: session=%s, retention=%s, files=%s"
                .formatted(folder.id(), manifest.retention(), String.join(",", gone)));
      }
    }
  }

  /// True while somebody may still write: behind the seal the tape gets its last mark. A session
  /// that is sealed is never taken up again.
  private static boolean isHeld(SessionFolder folder) {
    try (WriteLock _ = WriteLock.take(folder.lock(), Duration.ZERO)) {
      return false;
    } catch (WorkspaceException _) {
      return true;
    }
  }

  /// The files that have been expired for so long that no wrong clock can be the reason.
  private List<String> beyondDoubt(String id, Retention retention, Disk disk) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<String> now = retention.expired(disk, today);
    Map<String, Long> since = expired.computeIfAbsent(id, _ -> new TreeMap<>());
    since.keySet().retainAll(now);
    long ticks = ticker.getAsLong();
    now.forEach(file -> since.putIfAbsent(file, ticks));
    return now.stream().takeWhile(file -> ticks - since.get(file) >= DOUBT_NANOS).toList();
  }

  private static Set<String> stored(SessionFolder folder) throws IOException {
    Path file = folder.path().resolve(STORED);
    return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
  }

  private static void keep(SessionFolder folder, Set<String> stored) {
    try {
      byte[] lines = (String.join("\n", stored) + "\n").getBytes(StandardCharsets.UTF_8);
      DurableFiles.replace(folder.path().resolve(STORED), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
