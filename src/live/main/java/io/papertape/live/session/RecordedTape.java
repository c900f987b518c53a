package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.TapeDamageException;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.tape.TapeWriter;
import java.util.Optional;

/// A reader of the tape as it was at the start, if there was one.
///
/// A tape is held against what tells of it before it is held against a snapshot: one that has lost
/// its end must not be taken for a snapshot that is wrong.
record RecordedTape(Optional<TapeReader> reader) implements AutoCloseable {
  /// @param tape as it has been opened for writing
  /// @param told moments that are told of elsewhere
  /// @throws LostRecordException if less is on it
  static RecordedTape of(
      SessionManifest manifest,
      SessionDisks disks,
      TapeWriter tape,
      long told,
      Optional<Snapshot> from) {
    RecordWitness.requireTape(disks, tape, told);
    boolean isNew = tape.moments() == 0;
    Disk disk = disks.tape();
    if (isNew && from.isPresent()) {
      throw new SnapshotRefusal("the tape is gone", null);
    }
    try {
      return new RecordedTape(
          isNew
              ? Optional.empty()
              : Optional.of(
                  from.isPresent()
                      ? TapeReader.open(disk, from.get().tape())
                      : SessionTape.openFromStart(disk, manifest)));
    } catch (TapeDamageException e) {
      throw from.isPresent() ? new SnapshotRefusal(e.getMessage(), e) : e;
    }
  }

  @Override
  public void close() {
    reader.ifPresent(TapeReader::close);
  }
}
