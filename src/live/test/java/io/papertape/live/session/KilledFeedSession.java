package io.papertape.live.session;

import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process that runs one session on a feed and prints each entry that is acknowledged; made to be
/// killed. A line on its input stops the session.
///
/// Argument: the session's folder.
public final class KilledFeedSession {
  static final DataSelection QUOTES =
      new DataSelection(
          "", List.of(), Resolution.QUOTE, Optional.empty(), Optional.empty(), Optional.empty());

  private KilledFeedSession() {}

  /// The feed that a text names.
  static PreparedFeed feed(FeedFactory factory, String text) {
    return new Feeds(List.of(factory)).prepare(text, QUOTES);
  }

  public static void main(String[] arguments) throws Exception {
    run(Path.of(arguments[0]), GenericFeeds.byMachineClock(System.err::println));
  }

  /// Runs the session of a folder to its end.
  public static void run(Path path, FeedFactory factory) throws Exception {
    SessionFolder folder = new SessionFolder(path);
    SessionManifest manifest = folder.manifest();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    PaperSession session =
        new PaperSession(
            folder.id(),
            manifest,
            SessionDisks.of(folder),
            new Flips(),
            feed(factory, manifest.feed()).feed(),
            System::nanoTime,
            (lines, _) -> {
              for (String line : lines) {
                out.print(line + "\n");
              }
              out.flush();
            });
    session.start();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                if (System.in.read() >= 0) {
                  session.command(Command.STOP, "ada", "enough");
                }
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    SessionStatus end = session.await(Long.MAX_VALUE).orElseThrow();
    out.print("end " + end.state() + " " + end.halt() + "\n");
    out.flush();
  }
}
