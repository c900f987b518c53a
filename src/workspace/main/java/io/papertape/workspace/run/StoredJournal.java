package io.papertape.workspace.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.papertape.journal.EntryKind;
import io.papertape.journal.JournalReader;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The entries of a journal on disk, read when they are asked for; nothing is checked here. What
/// stays in memory is where each entry begins: eight bytes an entry.
public final class StoredJournal {
  private static final int FIRST_SIZE = 1024;

  private final String id;
  private final Source source;
  private long[] starts = new long[FIRST_SIZE];
  private int size;

  /// Opens the bytes anew each time.
  private interface Source {
    InputStream open() throws IOException;
  }

  private StoredJournal(String id, Source source) {
    this.id = id;
    this.source = source;
  }

  public static StoredJournal of(RunFolder folder) {
    return new StoredJournal(folder.id(), folder::openJournal).read();
  }

  /// A journal that is not in the folder of a run.
  ///
  /// @param id of what it is the journal of
  public static StoredJournal of(String id, Path file) {
    return new StoredJournal(id, () -> new BufferedInputStream(Files.newInputStream(file), 1 << 16))
        .read();
  }

  private StoredJournal read() {
    try (InputStream bytes = source.open()) {
      JournalReader reader = new JournalReader(bytes);
      long start = 0;
      for (byte[] line = reader.next(); line.length > 0; line = reader.next()) {
        add(start);
        boolean isEmpty = line.length == 1 && line[0] == '\n';
        start += isEmpty ? 1 : line.length + 1L;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private void add(long start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size++] = start;
  }

  /// How many entries there are.
  public int size() {
    return size;
  }

  /// The entry of that number, or an error that says which there are.
  public StoredEntry get(long seq) {
    if (seq < 0 || seq >= size) {
      throw WorkspaceException.configuration(
          "No such entry: run=%s, seq=%s. The journal has 0 to %s.".formatted(id, seq, size - 1));
    }
    return first((int) seq, (_, _) -> true, _ -> true).orElseThrow();
  }

  /// The first entry of a kind that is so.
  Optional<StoredEntry> first(EntryKind kind, Predicate<StoredEntry> condition) {
    return first(0, (head, _) -> head.kind() == kind, condition);
  }

  /// What led to an entry, the first cause first.
  List<StoredEntry> causes(StoredEntry entry) {
    List<StoredEntry> chain = new ArrayList<>();
    long cause = entry.cause();
    while (cause >= 0 && cause < entry.seq() && chain.size() < size) {
      StoredEntry found = get(cause);
      chain.addFirst(found);
      cause = found.cause() < found.seq() ? found.cause() : -1;
    }
    return chain;
  }

  /// What an entry led to, directly and on, in the order of the journal.
  List<StoredEntry> effects(StoredEntry entry) {
    BitSet reached = new BitSet(size);
    List<StoredEntry> found = new ArrayList<>();
    int start = (int) entry.seq();
    reached.set(start);
    // Entries after the last are none, so the walk ends by itself.
    walk(
        start + 1,
        (head, line) -> isReached(reached, head.cause(), line),
        (next, line) -> {
          if (isReached(reached, next.cause(), line)) {
            reached.set(line);
            found.add(next);
          }
          return true;
        });
    return found;
  }

  private static boolean isReached(BitSet reached, long cause, int line) {
    return cause >= 0 && cause < line && reached.get((int) cause);
  }

  private Optional<StoredEntry> first(int from, Filter filter, Predicate<StoredEntry> condition) {
    List<StoredEntry> found = new ArrayList<>(1);
    walk(
        from,
        filter,
        (entry, _) -> {
          if (condition.test(entry)) {
            found.add(entry);
          }
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }

  /// Says by its head whether an entry is worth reading in full.
  interface Filter {
    /// @param line place in the journal, from 0
    boolean wants(EntryHead head, int line);
  }

  /// Takes one entry after the other.
  interface Visitor {
    /// @param line place in the journal, from 0
    /// @return whether to go on
    boolean visit(StoredEntry entry, int line);
  }

  /// Shows the entries from a place on, in order: those that the filter wants, and those that do
  /// not begin as entries do.
  void walk(int from, Filter filter, Visitor visitor) {
    if (from >= size) {
      return;
    }
    int line = from;
    EntryHead head = new EntryHead();
    try (InputStream bytes = source.open()) {
      bytes.skipNBytes(starts[from]);
      JournalReader reader = new JournalReader(bytes);
      boolean goesOn = true;
      while (goesOn && line < size) {
        byte[] next = reader.next();
        if (!head.read(next, 0, next.length) || filter.wants(head, line)) {
          goesOn = visitor.visit(new StoredEntry(CanonicalJson.read(next)), line);
        }
        line++;
      }
    } catch (JsonProcessingException e) {
      throw new WorkspaceException(
          Kind.DATA,
          "Journal cannot be read: run=%s, entry=%s. papertape verify %s says what was changed."
              .formatted(id, line, id),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
