package io.papertape.workspace.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.papertape.journal.JournalReader;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The entries of a journal on disk, parsed; nothing is checked here.
public final class StoredJournal {
  private final String id;
  private final List<StoredEntry> entries;

  private StoredJournal(String id, List<StoredEntry> entries) {
    this.id = id;
    this.entries = entries;
  }

  public static StoredJournal of(RunFolder folder) {
    List<StoredEntry> entries = new ArrayList<>();
    try (InputStream bytes = folder.openJournal()) {
      JournalReader reader = new JournalReader(bytes);
      for (byte[] line = reader.next(); line.length > 0; line = reader.next()) {
        entries.add(new StoredEntry(CanonicalJson.read(line)));
      }
    } catch (JsonProcessingException e) {
      throw new WorkspaceException(
          Kind.DATA,
          "Journal cannot be read: run=%s, entry=%s. papertape verify %s says what was changed."
              .formatted(folder.id(), entries.size(), folder.id()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StoredJournal(folder.id(), entries);
  }

  public List<StoredEntry> entries() {
    return entries;
  }

  /// The entry of that number, or an error that says which there are.
  public StoredEntry get(long seq) {
    if (seq < 0 || seq >= entries.size()) {
      throw WorkspaceException.configuration(
          "No such entry: run=%s, seq=%s. The journal has 0 to %s."
              .formatted(id, seq, entries.size() - 1));
    }
    return entries.get((int) seq);
  }

  /// What led to an entry, the first cause first.
  List<StoredEntry> causes(StoredEntry entry) {
    List<StoredEntry> chain = new ArrayList<>();
    long cause = entry.cause();
    while (cause >= 0 && cause < entry.seq() && chain.size() < entries.size()) {
      StoredEntry found = get(cause);
      chain.addFirst(found);
      cause = found.cause() < found.seq() ? found.cause() : -1;
    }
    return chain;
  }

  /// What an entry led to, directly and on, in the order of the journal.
  List<StoredEntry> effects(StoredEntry entry) {
    boolean[] isReached = new boolean[entries.size()];
    isReached[(int) entry.seq()] = true;
    List<StoredEntry> found = new ArrayList<>();
    for (int i = (int) entry.seq() + 1; i < entries.size(); i++) {
      long cause = entries.get(i).cause();
      if (cause >= 0 && cause < i && isReached[(int) cause]) {
        isReached[i] = true;
        found.add(entries.get(i));
      }
    }
    return found;
  }
}
