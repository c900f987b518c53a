package io.papertape.live.session;

import io.papertape.live.health.HealthReason;
import io.papertape.live.session.Arrivals.Item;
import io.papertape.live.tape.Sequencer;
import io.papertape.live.tape.TapeAnswer;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeEvent.Outage;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.tape.TapeWriter;
import io.papertape.market.InputState;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.BrokenRunException;
import io.papertape.simulation.RunView;
import io.papertape.workspace.run.MutableMinute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;

/// The moments of a session that lives: those of its tape first, then what comes, which is put on
/// the tape before anybody sees it. So are the answers of a remote model, each behind its moment.
///
/// Before it waits, for a model too, and at the latest after [#MOST_MOMENTS] moments or
/// [#MOST_NANOS], it lets everything be made durable that has been seen.
final class LiveMoments implements SessionSource.Moments {
  private static final int MOST_MOMENTS = 1_024;
  private static final long MOST_NANOS = 5_000_000;
  private static final long WAIT_MILLIS = 50;

  private final Queue<TapeMoment> ready = new ArrayDeque<>();
  private final Arrivals arrivals;
  private final TapeWriter tape;
  private final Optional<TapeReader> recorded;
  private final Sequencer sequencer;
  private final TapeMemory ofSequencer;

  /// Knows what is on the tape alone, as that of a recovered session will.
  private final TapeMemory memory;

  private final RemoteModels models;
  private final LongSupplier clock;
  private final LongSupplier ticker;
  private final SessionPauses pauses;
  private final boolean waitsForOperator;
  private final int instruments;
  private final boolean makesMinutes;
  private final long mostAheadNanos;
  private SessionLag lag;
  private RunView run;
  private boolean isLive;
  private boolean asksWithoutBars;
  private boolean hasEnded;
  private boolean hasStopped;
  private Optional<TapeMoment> current = Optional.empty();
  private Optional<SessionDivergence> divergence = Optional.empty();
  private int uncommitted;
  private long uncommittedSince;

  /// @param recorded the tape as it is; empty for a new session
  /// @param manifest of the session
  /// @param models   asks those that are remote
  /// @param clock    of the feed
  /// @param ticker   steady nanoseconds of the process, for the pace of commits alone
  /// @param waitsForOperator whether a recovered session goes on paused
  LiveMoments(
      Arrivals arrivals,
      TapeWriter tape,
      Optional<TapeReader> recorded,
      SessionManifest manifest,
      RemoteModels models,
      LongSupplier clock,
      LongSupplier ticker,
      SessionPauses pauses,
      boolean waitsForOperator) {
    this.arrivals = arrivals;
    this.tape = tape;
    this.recorded = recorded;
    instruments = manifest.instruments().size();
    makesMinutes = manifest.minutesOf().isPresent();
    mostAheadNanos = manifest.sequencer().mostAhead().toNanos();
    lag = new SessionLag(instruments, InputState.LIVE, mostAheadNanos);
    ofSequencer = new TapeMemory(manifest, ready::add);
    memory = TapeMemory.of(manifest);
    sequencer = ofSequencer.sequencer();
    this.models = models;
    this.clock = clock;
    this.ticker = ticker;
    this.pauses = pauses;
    this.waitsForOperator = waitsForOperator;
  }

  @Override
  public void begin(RunView view) {
    run = view;
    pauses.begin(view);
  }

  /// Goes on behind a snapshot; the recorded tape begins there.
  void resume(Snapshot from) {
    ofSequencer.restore(from.memory());
    memory.restore(from.memory());
    memory.places().forEach(pauses::toldFrom);
  }

  /// What goes wrong here is no failure of the strategy, whatever it is.
  @Override
  public Optional<TapeMoment> next() {
    try {
      pauses.requireLiving();
      requireAnswers();
      current = following();
      return current;
    } catch (BrokenRunException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new BrokenRunException("Session cannot go on: " + e, e);
    }
  }

  private Optional<TapeMoment> following() {
    if (!isLive) {
      pauses.replayed();
      Optional<TapeMoment> again = recorded.flatMap(TapeReader::next);
      if (again.isPresent()) {
        ofSequencer.replay(again.get());
        memory.replay(again.get());
        tellPlaces(again.get());
        return again;
      }
      goLive();
    }
    if (uncommitted >= MOST_MOMENTS
        || (uncommitted > 0 && ticker.getAsLong() - uncommittedSince >= MOST_NANOS)) {
      commit();
    }
    while (ready.isEmpty() && !hasStopped) {
      listen();
    }
    if (uncommitted > 0 && mayWaitForModel()) {
      commit();
    }
    if (uncommitted++ == 0) {
      uncommittedSince = ticker.getAsLong();
    }
    Optional<TapeMoment> next = Optional.ofNullable(ready.poll());
    next.ifPresent(tape::append);
    next.ifPresent(memory::replay);
    return next;
  }

  /// The answer follows its moment on the tape, before anything else does. In a recovery it is read
  /// there; a process that ended in between has told nobody what came of the moment, and asks
  /// again.
  @Override
  public ModelAnswer answer(RemoteVersion version, double[][] rows) {
    asksWithoutBars |= !current.orElseThrow().hasBars();
    if (!isLive) {
      try {
        Optional<ModelAnswer> again = TapedAnswers.next(recorded.orElseThrow(), version, rows);
        if (again.isPresent()) {
          return again.get();
        }
      } catch (SessionDivergence e) {
        divergence = Optional.of(e);
        throw e;
      }
    }
    ModelAnswer answer =
        isBackfilled()
            ? new ModelAnswer.Failure(ModelFailure.BACKFILLED, "bars were fetched afterwards")
            : models.ask(version, rows);
    tape.append(new TapeAnswer(clock.getAsLong(), TapeAnswer.question(version, rows), answer));
    return answer;
  }

  /// What was decided, or commanded, is published before a model lets the session wait: with bars,
  /// or at any moment if it was ever asked without, as by a timer.
  private boolean mayWaitForModel() {
    return models.isInUse()
        && !ready.isEmpty()
        && ((asksWithoutBars && !makesMinutes)
            || endsMinute(ready.peek())
            || ready.peek().hasBars());
  }

  /// Whether bars that are made of what the feed tells may close before a moment, or with it.
  private boolean endsMinute(TapeMoment next) {
    return makesMinutes
        && current.isPresent()
        && Math.floorDiv(next.timeNanos(), MutableMinute.NANOS)
            > Math.floorDiv(current.get().timeNanos(), MutableMinute.NANOS);
  }

  /// No order may rest on bars that come afterwards, so nobody need be asked about them.
  private boolean isBackfilled() {
    return !makesMinutes && current.orElseThrow().isBackfilled();
  }

  /// Whether something was asked that the tape has no answer to.
  boolean asksOtherwise() {
    return divergence.isPresent();
  }

  /// @throws SessionDivergence if what was asked is not what the tape has answers to
  void requireAnswers() {
    if (divergence.isPresent()) {
      throw divergence.get();
    }
  }

  private void tellPlaces(TapeMoment moment) {
    for (TapeEvent event : moment.events()) {
      if (event instanceof FeedPlace place) {
        pauses.toldFrom(place);
      }
    }
  }

  private void goLive() {
    isLive = true;
    long now = Math.max(clock.getAsLong(), memory.lastReceiveNanos() + 1);
    Optional<String> lost = pauses.caughtUp(memory);
    InputState first = recorded.isPresent() ? InputState.BROKEN : InputState.LIVE;
    lag = new SessionLag(instruments, first, mostAheadNanos);
    if (recorded.isPresent()) {
      // A bar that was due after the last moment was waited for, and may never come.
      long from = Math.min(memory.lastReceiveNanos(), sequencer.lastNanos());
      sequencer.onOutage(new Outage(now, from, now), unknownSince(from, now));
      if (waitsForOperator) {
        sequencer.onCommand(
            new OperatorCommand(
                now,
                OperatorCommand.Command.PAUSE,
                "papertape",
                "restart: waits for the operator"));
      }
      // before any command that waits, which it would undo
      boolean isPaused = waitsForOperator || run.isPaused();
      lost.map(text -> RecordWitness.note(text, isPaused, now)).ifPresent(sequencer::onCommand);
    }
  }

  /// Prices from before an outage are no prices to act on: no input is live until its feed says so.
  private List<InputChange> unknownSince(long fromNanos, long now) {
    List<InputChange> inputs = new ArrayList<>();
    for (int i = 0; pauses.tellsHealth() && i < instruments; i++) {
      inputs.add(new InputChange(i, now, InputState.BROKEN, HealthReason.OUTAGE, fromNanos));
    }
    return inputs;
  }

  /// Takes one item; commits before it waits for one.
  private void listen() {
    Optional<Item> item = arrivals.poll();
    if (item.isEmpty()) {
      commit();
      item = await();
    }
    long now = clock.getAsLong();
    if (item.isEmpty()) {
      item = arrivals.poll(); // what came before the clock was read goes before the clock
    }
    if (item.isPresent()) {
      take(item.get());
    } else if (hasEnded) {
      hasStopped = true;
    } else {
      tell(before(now, now)); // nothing waits: the session has caught up
      sequencer.onClock(arrivals.knownUntil(now));
    }
  }

  /// What it means for the inputs that something which came at a time is taken now. A replay waits
  /// for the session.
  private List<InputChange> before(long receiveNanos, long now) {
    return pauses.tellsHealth() ? lag.before(receiveNanos, now, sequencer.lastNanos()) : List.of();
  }

  private void tell(List<InputChange> changes) {
    changes.forEach(sequencer::onInputChange);
  }

  private Optional<Item> await() {
    try {
      return hasEnded ? arrivals.poll() : arrivals.poll(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenRunException("Session was interrupted. Start it again.", e);
    }
  }

  private void take(Item item) {
    switch (item) {
      case Item.Event(int instrument, var event, var quarantine, long receiveNanos) -> {
        tell(before(receiveNanos, clock.getAsLong()));
        if (quarantine.isPresent()) {
          sequencer.onQuarantined(instrument, event, quarantine.get(), receiveNanos);
        } else {
          sequencer.onEvent(instrument, event, receiveNanos);
          lag.heard(instrument, event);
        }
      }
      case Item.Place(var from) -> sequencer.onPlace(from);
      case Item.NoBars(int instrument, long afterNanos, long beforeNanos) ->
          sequencer.onNoBars(instrument, afterNanos, beforeNanos);
      case Item.Input(var change) -> {
        tell(before(change.receiveNanos(), clock.getAsLong()));
        sequencer.onInputChange(lag.of(change));
      }
      case Item.Command(OperatorCommand command) -> take(command);
      case Item.Broke(String why) -> breakOff(why);
      case Item.Ended() -> end();
      case Item.Nudge() -> {
        // a command has been taken already
      }
    }
  }

  private void take(OperatorCommand command) {
    sequencer.onCommand(command, arrivals.knownUntil(command.receiveNanos()));
  }

  /// What came before is durable then.
  private void breakOff(String why) {
    commit();
    throw new BrokenRunException("Feed broke off: " + why);
  }

  /// What is still held back is told first: the clock of a replay may stand at its last event, and
  /// end no grace.
  private void end() {
    hasEnded = true;
    sequencer.finish();
    sequencer.onCommand(
        new OperatorCommand(
            clock.getAsLong(), OperatorCommand.Command.STOP, "papertape", "the feed has ended"));
  }

  private void commit() {
    pauses.commit(run);
    uncommitted = 0;
    if (ready.isEmpty()) {
      pauses.rest();
    }
  }

  boolean isLive() {
    return isLive;
  }

  /// What a session that has recovered to here remembers.
  byte[] memoryState() {
    return memory.take();
  }

  Sequencer sequencer() {
    return sequencer;
  }
}
