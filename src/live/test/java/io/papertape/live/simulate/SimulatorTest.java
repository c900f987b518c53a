package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.session.FeedSink;
import io.papertape.live.session.LiveFeed;
import io.papertape.live.session.SnapshotPlan;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.PassingDisk;
import io.papertape.live.tape.TapeEvent;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sessions through simulated weeks, and simulations of sessions with a part that is broken on
/// purpose.
@Tag("simulation")
class SimulatorTest {
  private static final int LONG_SESSIONS = Integer.getInteger("papertape.simulate.long", 8);
  private static final int SHORT_SESSIONS = Integer.getInteger("papertape.simulate.short", 24);

  @Test
  void everythingHoldsThroughFourWeeks() throws InterruptedException {
    run(1, LONG_SESSIONS, 4);
  }

  @Test
  void everythingHoldsThroughManyShortSessions() throws InterruptedException {
    run(10_001, SHORT_SESSIONS, 0.5);
  }

  /// Two side by side, if there are processors for that: each needs some hundreds of megabytes.
  private static void run(long firstSeed, int count, double weeks) throws InterruptedException {
    SimulatedTotals totals = new SimulatedTotals();
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    new Campaign(firstSeed, firstSeed + count - 1, weeks, threads).run(totals::add);
    System.out.printf(
        "Simulated: weeks=%s, %s, faults=%s%n", weeks, totals.counts(), totals.faults());
    assertThat(totals.failures()).isEmpty();
    assertThat(totals.counts().get("crashes")).isGreaterThan(count);
    assertThat(totals.counts().get("fills")).isGreaterThan(100L * count);
    assertThat(totals.counts().get("snapshots")).isGreaterThan(2L * count);
    assertThat(totals.counts().get("resumed")).isGreaterThan(count / 2L);
  }

  @Test
  void oneSeedGivesTheSameBytesTwice() {
    SimulatedOutcome first = Simulator.run(4, 0.5);
    SimulatedOutcome second = Simulator.run(4, 0.5);

    assertThat(second).isEqualTo(first);
    assertThat(first.lives()).isGreaterThan(1);
    assertThat(Simulator.run(8, 0.5).root()).isNotEqualTo(first.root());
  }

  /// The first failure of a kind that a broken part leads to.
  private static String found(String kind, Doubles broken) {
    for (long seed = 1; seed <= 60; seed++) {
      Optional<String> failure = Simulator.run(seed, 0.25, broken).failure();
      if (failure.isPresent() && failure.get().contains(kind)) {
        return failure.get();
      }
    }
    return "nothing";
  }

  @Test
  void aJournalThatIsPublishedBeforeItsSyncIsFound() {
    String failure =
        found(
            "Published before the journal is durable",
            new Doubles() {
              @Override
              Disk record(Disk real) {
                return new Unsynced(real, "journal.jsonl");
              }
            });

    assertThat(failure).contains("event=");
  }

  @Test
  void aTapeThatIsNotSyncedIsFound() {
    String failure =
        found(
            "Published before the tape is durable",
            new Doubles() {
              @Override
              Disk tape(Disk real) {
                return new Unsynced(real, ".tape");
              }
            });

    assertThat(failure).contains("event=");
  }

  @Test
  void tradesThatAFeedTellsAgainAreToldOnce() {
    Doubles repeating =
        new Doubles() {
          @Override
          LiveFeed feed(LiveFeed real) {
            return new Repeating(real);
          }
        };
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(Simulator.run(seed, 0.25, repeating).failure()).isEmpty();
    }
  }

  @Test
  void aSequencerThatForgetsWhatItHasToldIsFound() {
    String failure =
        found(
            "Trade is told twice",
            new Doubles() {
              @Override
              Scenario scenario(Scenario drawn) {
                return drawn.remembering(1);
              }

              @Override
              LiveFeed feed(LiveFeed real) {
                return new Repeating(real);
              }
            });

    assertThat(failure).contains("event=");
  }

  @Test
  void aStrategyThatDependsOnItsProcessIsFound() {
    int[] lives = new int[1];
    String failure =
        found(
            "journal-diverges",
            new Doubles() {
              @Override
              Strategy strategy(Strategy real) {
                lives[0]++;
                return new Moody(lives[0]);
              }

              @Override
              SnapshotPlan snapshots(SnapshotPlan real) {
                return SnapshotPlan.NONE;
              }
            });

    assertThat(failure).contains("event=");
  }

  @Test
  void aSnapshotThatForgetsAFieldIsFound() {
    String failure =
        found(
            "Snapshot is wrong: Snapshots are off: a snapshot is not right, its twin has",
            new Doubles() {
              @Override
              Strategy strategy(Strategy real) {
                return new Forgetful();
              }
            });

    assertThat(failure).contains("event=");
  }

  @Test
  void pricesOfBeforeAnOutageThatPassForLiveAreFound() {
    String failure =
        found(
            "Order rests on input that is not live: input=outage",
            new Doubles() {
              @Override
              LiveFeed feed(LiveFeed real) {
                return new Healthless(real);
              }
            });

    assertThat(failure).contains("event=");
  }

  /// A feed of whose inputs nobody doubts that they are live, until it says otherwise.
  private record Healthless(LiveFeed real) implements LiveFeed {
    @Override
    public boolean tellsHealth() {
      return false;
    }

    @Override
    public void barsUntil(int instrument, long closeNanos) {
      real.barsUntil(instrument, closeNanos);
    }

    @Override
    public void start(FeedSink sink, long afterNanos) {
      real.start(sink, afterNanos);
    }

    @Override
    public LongSupplier clock() {
      return real.clock();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /// Trades on other bars after a recovery that has forgotten how many there were.
  private static final class Forgetful extends Trader {
    private transient int bars;

    Forgetful() {
      super(Integer.MAX_VALUE);
    }

    @Override
    public void onBar(Context context, int instrument) {
      bars++;
      if (bars % 50 != 0) {
        super.onBar(context, instrument);
      }
    }
  }

  /// Does on some bars what the number of its process says.
  private static final class Moody extends Trader {
    private final int life;
    private int bars;

    Moody(int life) {
      super(Integer.MAX_VALUE);
      this.life = life;
    }

    @Override
    public void onBar(Context context, int instrument) {
      bars++;
      if (bars % 50 != 0 || life % 2 == 0) {
        super.onBar(context, instrument);
      }
    }
  }

  /// A feed that tells some trades again later; a whole sequencer tells each once all the same.
  private record Repeating(LiveFeed real) implements LiveFeed {
    @Override
    public void barsUntil(int instrument, long closeNanos) {
      real.barsUntil(instrument, closeNanos);
    }

    @Override
    public void start(FeedSink sink, long afterNanos) {
      real.start(new RepeatingSink(sink), afterNanos);
    }

    @Override
    public LongSupplier clock() {
      return real.clock();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  private static final class RepeatingSink implements FeedSink {
    private static final int LATER = 20;

    private final FeedSink real;
    private final Map<Integer, FeedEvent.Trade> kept = new TreeMap<>();
    private int count;

    RepeatingSink(FeedSink real) {
      this.real = real;
    }

    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      real.event(instrument, event, receiveNanos);
      if (event instanceof FeedEvent.Trade trade) {
        count++;
        if (count % LATER == 1) {
          kept.put(instrument, trade);
        } else if (count % LATER == 0 && kept.containsKey(instrument)) {
          real.event(instrument, kept.remove(instrument), receiveNanos);
        }
      }
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      real.quarantined(instrument, event, reason, receiveNanos);
    }

    @Override
    public void input(TapeEvent.InputChange change) {
      real.input(change);
    }

    @Override
    public void broke(String why) {
      real.broke(why);
    }

    @Override
    public void ended() {
      real.ended();
    }
  }

  /// A disk on which files of some names are never synced.
  private static final class Unsynced extends PassingDisk {
    private final String ending;

    Unsynced(Disk real, String ending) {
      super(real);
      this.ending = ending;
    }

    @Override
    protected DiskFile standIn(String name, DiskFile file) {
      return name.endsWith(ending) ? new UnsyncedFile(file) : file;
    }
  }

  private static final class UnsyncedFile extends PassingDisk.PassingFile {
    UnsyncedFile(Disk.DiskFile file) {
      super(file);
    }

    @Override
    public void sync() {
      // forgotten
    }
  }
}
