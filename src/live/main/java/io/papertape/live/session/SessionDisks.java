package io.papertape.live.session;

import io.papertape.live.tape.Disk;

/// Where a session writes.
///
/// @param tape   what came
/// @param record the journal, and why it halted
public record SessionDisks(Disk tape, Disk record) {
  public static SessionDisks of(SessionFolder folder) {
    return new SessionDisks(folder.tape(), folder.record());
  }
}
