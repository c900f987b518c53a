package io.papertape.live.session;

import io.papertape.live.transport.HttpModelClient;
import io.papertape.live.transport.LoopbackModel;
import io.papertape.model.RemoteVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/// A process that runs one session with a remote model and prints each entry that is acknowledged;
/// made to be killed.
///
/// Arguments: the session's folder, bars, data minutes a second, address of the model's server.
final class KilledModelSession {
  private static final int SNAPSHOT_MOMENTS = 20;
  private static final int TIMEOUT_MILLIS = 300;

  private KilledModelSession() {}

  static RemoteVersion version(String url) {
    return LoopbackModel.version(url, TIMEOUT_MILLIS, "return(1)", "return(3)");
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
                () -> new Scored(version(arguments[3])),
                new SnapshotPlan(SNAPSHOT_MOMENTS, 0, Runnable::run, KilledModelSession::check),
                KilledSession.feed(bars, Double.parseDouble(arguments[2])),
                new HttpModelClient(),
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

  private static void check(SnapshotNote note) {
    if (note.kind() == SnapshotNote.Kind.OFF || note.kind() == SnapshotNote.Kind.REFUSED) {
      System.err.println(note.text());
    }
  }
}
