package io.papertape.live.session;

import io.papertape.live.tape.TapeMoment;
import io.papertape.market.BarHistory;
import io.papertape.market.MutableMarket;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelPort;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.BrokenRunException;
import io.papertape.simulation.EventSource;
import io.papertape.simulation.Notice;
import io.papertape.simulation.RunView;
import java.util.List;
import java.util.Optional;

/// Feeds a simulation with the moments of a session.
final class SessionSource implements EventSource, ModelPort {
  /// Where the moments come from.
  interface Moments {
    /// Told before the first moment.
    void begin(RunView run);

    /// The next moment, after a wait if need be; empty at the end.
    Optional<TapeMoment> next();

    /// Bars that closed before the moment that was given last have been dealt with.
    default void minuteOver() {}

    /// What a remote model says at the moment that was given last.
    ModelAnswer answer(RemoteVersion version, double[][] rows);
  }

  private final Moments moments;
  private final MarketTeller teller;
  private Optional<TapeMoment> ahead = Optional.empty();
  private final TapedMinutes minutes;
  private boolean isMinute;
  private MutableMarket market = new MutableMarket();

  SessionSource(Moments moments, SessionManifest manifest) {
    this(moments, manifest, TapedMinutes.of(manifest));
  }

  /// @param minutes bars that are made of what the moments bring
  SessionSource(Moments moments, SessionManifest manifest, TapedMinutes minutes) {
    this.moments = moments;
    this.minutes = minutes;
    teller = new MarketTeller(manifest.instruments().size(), manifest.telling());
  }

  @Override
  public void begin(RunView run) {
    moments.begin(run);
  }

  @Override
  public List<Object> state() {
    return List.of(teller, minutes);
  }

  @Override
  public long nextNanos() {
    if (ahead.isEmpty() && !teller.hasStopped()) {
      ahead = moments.next();
    }
    if (ahead.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (isMinute) {
      moments.minuteOver();
    }
    TapeMoment next = ahead.get();
    return Math.min(minutes.closesBefore(next), next.timeNanos());
  }

  /// What goes wrong here is no failure of the strategy, whatever it is.
  @Override
  public void advance(MutableMarket of) {
    market = of;
    try {
      advance();
    } catch (BrokenRunException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new BrokenRunException("Session cannot go on: " + e, e);
    }
  }

  private void advance() {
    TapeMoment next = ahead.orElseThrow();
    long close = minutes.closesBefore(next);
    isMinute = close != Long.MAX_VALUE;
    if (isMinute) {
      market.beginMoment(close);
      minutes.tell(close, market);
      return;
    }
    teller.tell(next, market);
    minutes.tell(next.timeNanos(), market);
    minutes.add(next);
    ahead = Optional.empty();
  }

  @Override
  public List<Notice> notices() {
    return isMinute ? List.of() : teller.notices();
  }

  @Override
  public ModelAnswer ask(RemoteVersion version, double[][] rows) {
    return moments.answer(version, rows);
  }

  @Override
  public void split(int instrument, long newShares, long oldShares) {
    throw new UnsupportedOperationException(
        "A session has no corporate actions: instrument=%d.".formatted(instrument));
  }

  @Override
  public BarHistory history(int instrument) {
    return market.history(instrument);
  }
}
