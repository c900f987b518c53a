package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The snapshots of a session beside its journal. One counts once it has its name, which it gets
/// when it has been proved; the last two stay.
///
/// Each life has its own draft: a proof that hangs at the end of one may go on in the next, and is
/// not to touch what that has written.
final class SnapshotFiles {
  private static final int KEPT = 2;
  private static final Pattern DRAFT = Pattern.compile("snapshot(-[0-9]+)?\\.draft");
  private static final AtomicLong LIVES = new AtomicLong();
  private static final Pattern NAME = Pattern.compile("[0-9]{18}\\.snapshot");

  private final Disk disk;
  private final String draft = "snapshot-%d.draft".formatted(LIVES.incrementAndGet());

  SnapshotFiles(Disk disk) {
    this.disk = disk;
  }

  /// Names, the newest first.
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : disk.names()) {
      if (NAME.matcher(name).matches()) {
        names.add(name);
      }
    }
    Collections.sort(names, Collections.reverseOrder());
    return names;
  }

  /// @throws IllegalArgumentException if it is none, with the reason
  Snapshot read(String name) throws IOException {
    return Snapshot.read(bytes(name));
  }

  private byte[] bytes(String name) throws IOException {
    try (DiskFile file = disk.open(name)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
      while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
        // the next part
      }
      return bytes.array();
    }
  }

  /// Writes one that does not count yet, and reads it back. Those of earlier lives go.
  ///
  /// @return it, from the bytes on the disk
  Snapshot draft(Snapshot snapshot) throws IOException {
    for (String name : disk.names()) {
      if (DRAFT.matcher(name).matches()) {
        disk.delete(name);
      }
    }
    byte[] bytes = snapshot.bytes();
    try (DiskFile file = disk.create(draft)) {
      file.write(ByteBuffer.wrap(bytes), 0);
      file.sync();
    }
    byte[] there = bytes(draft);
    if (!Arrays.equals(there, bytes)) {
      throw new IOException("Snapshot reads otherwise than it was written.");
    }
    return Snapshot.readBack(there); // whose checksum was made a moment ago
  }

  /// The one written last counts from now on; those before the last two are gone.
  void keep(Snapshot snapshot) throws IOException {
    disk.rename(draft, "%018d.snapshot".formatted(snapshot.tape().moments()));
    disk.syncFolder();
    List<String> names = names();
    for (String old : names.subList(Math.min(KEPT, names.size()), names.size())) {
      disk.delete(old);
    }
  }

  void deleteDraft() throws IOException {
    if (disk.names().contains(draft)) {
      disk.delete(draft);
    }
  }

  void delete(String name) throws IOException {
    disk.delete(name);
    disk.syncFolder();
  }

  void deleteAll() throws IOException {
    deleteDraft();
    for (String name : names()) {
      disk.delete(name);
    }
    disk.syncFolder();
  }
}
