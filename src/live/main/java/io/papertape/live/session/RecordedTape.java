package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.TapeDamageException;
import io.papertape.live.tape.TapeReader;
import java.util.Optional;

/// A reader of the tape as it was at the start, if there was one.
record RecordedTape(Optional<TapeReader> reader) implements AutoCloseable {
  static RecordedTape of(Disk disk, boolean isNew, Optional<Snapshot> from) {
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
                      : TapeReader.openFromStart(disk)));
    } catch (TapeDamageException e) {
      throw from.isPresent() ? new SnapshotRefusal(e.getMessage(), e) : e;
    }
  }

  @Override
  public void close() {
    reader.ifPresent(TapeReader::close);
  }
}
