package io.papertape.workspace.ledger;

import io.papertape.journal.MerkleTree;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The ledger of a workspace, `ledger/ledger.jsonl`: entries are appended, never changed.
///
/// An append is durable when it returns: file and, at first, folder are synced. A crash can leave
/// a last line without its line feed, which nobody was told of; a reader reports it, and the next
/// append moves its bytes to `ledger.torn-OFFSET` beside the ledger and says so. A chain proves
/// order, not honesty: whoever can write the file can write it anew from the start.
public final class Ledger {
  private static final byte LINE_FEED = '\n';

  private final Path file;
  private final Consumer<String> notices;

  private Ledger(Path file, Consumer<String> notices) {
    this.file = file;
    this.notices = notices;
  }

  /// The ledger of a workspace; it need not exist yet.
  ///
  /// @param notices takes one sentence whenever an append had to move a torn line
  public static Ledger in(Workspace workspace, Consumer<String> notices) {
    return new Ledger(workspace.home().resolve("ledger").resolve("ledger.jsonl"), notices);
  }

  /// Adds an entry at the end; waits up to [WriteLock#PATIENCE] for another writer.
  ///
  /// @param clock read once, for the entry's time
  /// @throws WorkspaceException if the chain so far is broken: nothing is added to it
  public LedgerEntry append(LedgerEvent event, Clock clock) {
    return append(event, clock, false).orElseThrow();
  }

  /// The same, unless an entry of this event is there already.
  public Optional<LedgerEntry> appendOnce(LedgerEvent event, Clock clock) {
    return append(event, clock, true);
  }

  private Optional<LedgerEntry> append(LedgerEvent event, Clock clock, boolean isOnce) {
    try (WriteLock _ = WriteLock.take(file.resolveSibling("ledger.lock"), WriteLock.PATIENCE)) {
      LedgerContent content = read();
      if (content.fault().isPresent()) {
        throw broken(content.fault().get());
      }
      if (isOnce && content.entries().stream().anyMatch(entry -> entry.event().equals(event))) {
        return Optional.empty();
      }
      boolean isNew = Files.notExists(file);
      if (content.torn().isPresent()) {
        setAside();
      }
      List<LedgerEntry> entries = content.entries();
      String prev = entries.isEmpty() ? LedgerLine.NO_ENTRY : entries.getLast().leafHex();
      Instant now = clock.instant();
      String line = LedgerLine.write(entries.size(), prev, now, event);
      write(line + "\n");
      if (isNew) {
        DurableFiles.syncFolder(file.getParent());
      }
      return Optional.of(LedgerLine.parse(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the file holds, with its chain checked.
  public LedgerContent read() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      bytes = new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(bytes);
  }

  /// The entries, or an error if the chain is broken. A torn last line is no break.
  public List<LedgerEntry> verify() {
    return whole().entries();
  }

  /// What the file holds, or the same error.
  public LedgerContent whole() {
    LedgerContent content = read();
    if (content.fault().isPresent()) {
      throw broken(content.fault().get());
    }
    return content;
  }

  private static LedgerContent read(byte[] bytes) {
    List<LedgerEntry> entries = new ArrayList<>();
    MerkleTree tree = new MerkleTree();
    String prev = LedgerLine.NO_ENTRY;
    Optional<String> fault = Optional.empty();
    int start = 0;
    for (int i = 0; i < bytes.length && fault.isEmpty(); i++) {
      if (bytes[i] != LINE_FEED) {
        continue;
      }
      String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
      start = i + 1;
      try {
        LedgerEntry entry = LedgerLine.parse(line);
        fault = fault(entry, entries.size(), prev);
        if (fault.isEmpty()) {
          entries.add(entry);
          tree.add(HexFormat.of().parseHex(entry.leafHex()));
          prev = entry.leafHex();
        }
      } catch (IllegalArgumentException e) {
        fault = Optional.of("entry=%d, reason=%s".formatted(entries.size(), e.getMessage()));
      }
    }
    Optional<String> torn =
        fault.isPresent() || start == bytes.length
            ? Optional.empty()
            : Optional.of(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
    return new LedgerContent(entries, tree.rootHex(), fault, torn);
  }

  private static Optional<String> fault(LedgerEntry entry, long seq, String prev) {
    if (entry.seq() != seq) {
      return Optional.of("entry=%d, reason=its seq is %d".formatted(seq, entry.seq()));
    }
    return entry.prevHex().equals(prev)
        ? Optional.empty()
        : Optional.of("entry=%d, reason=prev is not the hash of the line before".formatted(seq));
  }

  private WorkspaceException broken(String fault) {
    return new WorkspaceException(
        Kind.DATA,
        ("Ledger is broken: file=%s, %s. Nothing was added. Compare it with a copy kept elsewhere"
                + " and put that back.")
            .formatted(file, fault));
  }

  /// Moves what follows the last line feed to a file of its own, which is synced first.
  private void setAside() {
    try (FileChannel ledger =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long offset = endOfLastLine();
      Path side = file.resolveSibling("ledger.torn-" + offset);
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(ledger.size() - offset));
      for (long at = offset; bytes.hasRemaining(); ) {
        at += ledger.read(bytes, at);
      }
      for (int n = 1; Files.exists(side); n++) {
        side = file.resolveSibling("ledger.torn-%d.%d".formatted(offset, n));
      }
      try (FileChannel out =
          FileChannel.open(side, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writeFully(out, bytes.flip());
      }
      DurableFiles.syncFolder(file.getParent());
      ledger.truncate(offset);
      ledger.force(true);
      notices.accept(
          ("Ledger had a torn last line, left by a crash: file=%s, bytes=%d, movedTo=%s."
                  + " If it names a run, append that run again.")
              .formatted(file, bytes.capacity(), side.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long endOfLastLine() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != LINE_FEED) {
      end--;
    }
    return end;
  }

  private void write(String line) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writeFully(out, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    out.force(true);
  }
}
