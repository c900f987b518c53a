package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import java.util.concurrent.atomic.AtomicLong;

/// Where a session writes.
///
/// @param tape     what came
/// @param record   the journal, and why it halted
/// @param mayBegin whether nothing may be there yet
public record SessionDisks(Disk tape, Disk record, boolean mayBegin) {
  /// Those of a session that may be new.
  public SessionDisks(Disk tape, Disk record) {
    this(tape, record, true);
  }

  public static SessionDisks of(SessionFolder folder) {
    return new SessionDisks(folder.tape(), folder.record(), folder.mayBegin());
  }

  /// The tape, where what is read counts as steps.
  Disk tape(AtomicLong steps) {
    return new SteppingDisk(tape, steps::incrementAndGet);
  }
}
