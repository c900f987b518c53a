package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/// What waits for a session's thread. Events wait in a bounded line, whose senders wait when it is
/// full; commands of the operator stand in no line.
final class SessionInbox implements Arrivals {
  private static final int CAPACITY = 1 << 15;

  private final BlockingQueue<Item> line = new ArrayBlockingQueue<>(CAPACITY);
  private final ConcurrentLinkedQueue<OperatorCommand> commands = new ConcurrentLinkedQueue<>();
  private final LongUnaryOperator feed;
  private volatile boolean isClosed;
  private volatile int deepest;

  SessionInbox() {
    this(nowNanos -> nowNanos);
  }

  /// @param feed until when all has been told that came to the feed, as [LiveFeed#knownUntil]
  SessionInbox(LongUnaryOperator feed) {
    this.feed = feed;
  }

  @Override
  public Optional<Item> poll() {
    OperatorCommand command = commands.poll();
    if (command != null) {
      return Optional.of(new Item.Command(command));
    }
    return Optional.ofNullable(line.poll());
  }

  @Override
  public Optional<Item> poll(long waitMillis) throws InterruptedException {
    Optional<Item> ready = poll();
    if (ready.isPresent()) {
      return ready;
    }
    Item next = line.poll(waitMillis, TimeUnit.MILLISECONDS);
    return next instanceof Item.Nudge ? poll() : Optional.ofNullable(next);
  }

  @Override
  public void command(OperatorCommand command) {
    commands.add(command);
    line.offer(new Item.Nudge());
  }

  @Override
  public boolean hasCommand() {
    return !commands.isEmpty();
  }

  @Override
  public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
    put(new Item.Event(instrument, event, Optional.empty(), receiveNanos));
  }

  @Override
  public void quarantined(
      int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
    put(new Item.Event(instrument, event, Optional.of(reason), receiveNanos));
  }

  @Override
  public void place(TapeEvent.FeedPlace from) {
    put(new Item.Place(from));
  }

  @Override
  public void noBars(int instrument, long afterNanos, long beforeNanos) {
    put(new Item.NoBars(instrument, afterNanos, beforeNanos));
  }

  @Override
  public void input(TapeEvent.InputChange change) {
    put(new Item.Input(change));
  }

  @Override
  public void broke(String why) {
    put(new Item.Broke(why));
  }

  @Override
  public void ended() {
    put(new Item.Ended());
  }

  private void put(Item item) {
    try {
      while (!isClosed && !line.offer(item, 100, TimeUnit.MILLISECONDS)) {
        // the session is behind: wait, or give up once it has ended
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    deepest = Math.max(deepest, line.size());
  }

  @Override
  public long knownUntil(long nowNanos) {
    long ofFeed = feed.applyAsLong(nowNanos); // first: what it tells meanwhile is in the line then
    return Math.min(ofFeed, Arrivals.knownUntil(line, nowNanos));
  }

  @Override
  public int depth() {
    return line.size();
  }

  /// The most that have waited.
  int deepest() {
    return deepest;
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
