package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.TapeReader;

/// Opens the tape of a session, which must be its own by what the tape says of itself.
final class SessionTape {
  private SessionTape() {}

  static TapeReader open(Disk disk, SessionManifest manifest) {
    return TapeReader.open(disk, manifest.id(), manifest.instruments());
  }

  /// One that can be run again.
  static TapeReader openFromStart(Disk disk, SessionManifest manifest) {
    return TapeReader.openFromStart(disk, manifest.id(), manifest.instruments());
  }
}
