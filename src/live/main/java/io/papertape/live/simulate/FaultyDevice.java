package io.papertape.live.simulate;

import java.io.IOException;
import java.util.SplittableRandom;

/// The machine that a session runs on, as far as its disk and its power go.
final class FaultyDevice {
  /// How a process ends.
  enum Crash {
    /// The process is killed; what it wrote, the system has.
    KILL,
    /// The machine loses its power, and with it any part of what was not synced.
    POWER_CUT
  }

  private static final int NEVER = -1;

  private final World world;
  private final SplittableRandom random;
  private final FaultyFolder tape = new FaultyFolder(this);
  private final FaultyFolder record = new FaultyFolder(this);
  private int operationsLeft = NEVER;
  private int syncsLeft = NEVER;
  private Crash planned = Crash.KILL;
  private boolean isDead;
  private boolean isFull;
  private boolean isReadOnly;
  private boolean isRebootNeeded;
  private boolean isDying;
  private int room;
  private int life;
  private long syncNanos;
  private long crashes;
  private long refusals;

  FaultyDevice(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
  }

  FaultyFolder tape() {
    return tape;
  }

  FaultyFolder record() {
    return record;
  }

  /// Changes with each life of the process.
  int life() {
    return life;
  }

  /// The process ends during one of the next operations.
  void crashAfter(int operations, Crash how) {
    operationsLeft = operations;
    planned = how;
  }

  /// The process ends now.
  void crash(Crash how) {
    planned = how;
    isDead = true;
  }

  boolean isDead() {
    return isDead;
  }

  /// One of the next syncs fails, and what it should have made durable is not.
  void failSyncAfter(int syncs) {
    syncsLeft = syncs;
  }

  void fill(int bytesLeft) {
    isFull = true;
    room = bytesLeft;
  }

  void makeReadOnly() {
    isReadOnly = true;
  }

  /// How long a sync takes.
  void syncNanos(long value) {
    syncNanos = value;
  }

  /// All is well again, but for a crash that is on its way.
  void repair() {
    isFull = false;
    isReadOnly = false;
    syncNanos = 0;
    syncsLeft = NEVER;
  }

  boolean isWell() {
    return !isFull && !isReadOnly && syncsLeft == NEVER;
  }

  boolean isReadOnly() {
    return isReadOnly;
  }

  /// Ends the process for good, and begins anew with what is left.
  void restart() {
    if (isDead) {
      crashes++;
    }
    if ((isDead && planned == Crash.POWER_CUT) || isRebootNeeded) {
      tape.cutPower(random);
      record.cutPower(random);
    }
    isDead = false;
    isRebootNeeded = false;
    operationsLeft = NEVER;
    life++;
  }

  long crashes() {
    return crashes;
  }

  /// Operations that were refused.
  long refusals() {
    return refusals;
  }

  void checkIsAlive() {
    if (isDead) {
      throw new SimulatedCrash();
    }
  }

  /// An operation that changes something begins; the crash may come before it.
  void change() throws IOException {
    checkIsAlive();
    if (isLastOperation()) {
      isDead = true;
      throw new SimulatedCrash();
    }
    if (isReadOnly) {
      refusals++;
      throw new IOException("Read-only file system");
    }
  }

  private boolean isLastOperation() {
    return operationsLeft != NEVER && operationsLeft-- == 0;
  }

  /// How many of the bytes get onto the disk; [#endWrite] follows once they are there.
  int beginWrite(int length, int grows) throws IOException {
    checkIsAlive();
    if (isReadOnly) {
      refusals++;
      throw new IOException("Read-only file system");
    }
    isDying = isLastOperation();
    if (isDying) {
      return random.nextInt(length + 1);
    }
    if (isFull && grows > room) {
      int kept = length - grows + room;
      room = 0;
      return kept;
    }
    room -= isFull ? grows : 0;
    return length;
  }

  void endWrite(boolean isWhole) throws IOException {
    if (isDying) {
      isDead = true;
      throw new SimulatedCrash();
    }
    if (!isWhole) {
      refusals++;
      throw new IOException("No space left on device");
    }
  }

  void free(int bytes) {
    room += Math.max(0, bytes);
  }

  /// @param drop done to what should have become durable if the sync fails, and the system does not
  ///     need to be started again before it would succeed
  void sync(Runnable drop) throws IOException {
    change();
    if (syncNanos > 0) {
      world.runTo(world.now() + syncNanos, this::isDead);
      checkIsAlive();
    }
    if (syncsLeft != NEVER && syncsLeft-- == 0) {
      refusals++;
      isRebootNeeded = random.nextBoolean();
      if (!isRebootNeeded) {
        drop.run();
      }
      throw new IOException("Input/output error");
    }
  }
}
