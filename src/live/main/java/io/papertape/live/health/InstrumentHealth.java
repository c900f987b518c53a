package io.papertape.live.health;

import io.papertape.market.InputState;
import java.util.List;
import java.util.Optional;

/// The health of an instrument's market data: the worst of its streams. It tells changes once.
public final class InstrumentHealth {
  private final List<StreamHealth> streams;
  private StreamState told;

  public InstrumentHealth(List<StreamHealth> streams) {
    this.streams = List.copyOf(streams);
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("Instrument has no streams: streams=0. Ask for one.");
    }
    told = state();
  }

  public StreamState state() {
    StreamState worst = streams.getFirst().state();
    for (int i = 1; i < streams.size(); i++) {
      StreamState state = streams.get(i).state();
      worst = state.isWorseThan(worst) ? state : worst;
    }
    return worst;
  }

  /// A state that is told whatever else is wrong; what is worse follows as a change.
  public void tell(StreamState state) {
    told = state;
  }

  /// The state, if it or its reason is another than when it was last told here. It is live at the
  /// earliest since that was told to be wrong.
  public Optional<StreamState> change() {
    if (told.reason() == HealthReason.HEALTHY && isHealthy()) {
      return Optional.empty(); // asked with each event
    }
    StreamState now = state();
    if (now.state() == told.state() && now.reason() == told.reason()) {
      return Optional.empty();
    }
    boolean isEarlier = now.state() == InputState.LIVE && now.sinceNanos() < told.sinceNanos();
    told = isEarlier ? new StreamState(now.state(), now.reason(), told.sinceNanos()) : now;
    return Optional.of(told);
  }

  private boolean isHealthy() {
    for (StreamHealth stream : streams) {
      if (!stream.isHealthy()) {
        return false;
      }
    }
    return true;
  }
}
