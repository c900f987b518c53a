package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewSessionTest {
  @TempDir private Path home;
  private Workspace workspace;

  @BeforeEach
  void fill() {
    workspace = new Workspace(home);
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", DataSetWriter.Mode.CREATE);
  }

  @Test
  void cashThatNobodyStatedIsSaidInAnotherCurrencyThanThePresets() {
    assertThat(session("USD", Map.of()).facts()).isEmpty();
    assertThat(session("JPY", Map.of("execution.cash", "100000")).facts()).isEmpty();
    NewSession yen = session("JPY", Map.of());
    assertThat(yen.facts())
        .containsExactly("cash: 100,000.00 JPY by default; --set execution.cash=N says otherwise");
    assertThat(yen.manifest().currency()).isEqualTo("JPY");
  }

  private NewSession session(String currency, Map<String, String> values) {
    return NewSession.of(
        new SessionPlan(home, "yen:days:SYN2@0"),
        workspace,
        (_, _) -> new StatedStrategy("crosses", Crosses::new, values),
        new Feeds(List.of(new ReplayIn(currency))),
        1);
  }

  /// Replays as if prices were in another currency.
  private final class ReplayIn implements FeedFactory {
    private final String currency;

    ReplayIn(String currency) {
      this.currency = currency;
    }

    @Override
    public String kind() {
      return "yen";
    }

    @Override
    public String usage() {
      return "yen:...";
    }

    @Override
    public void check(String text) {}

    @Override
    public PreparedFeed prepare(String text, DataSelection wishes) {
      PreparedFeed plain =
          new ReplayFeeds(workspace, System::nanoTime)
              .prepare(text.replace("yen:", "replay:"), wishes);
      TapeInstrument taped = plain.instruments().getFirst();
      Instrument one = taped.instrument();
      Instrument other =
          new Instrument(
              one.symbol(),
              one.assetClass(),
              currency,
              one.priceStep(),
              one.quantityStep(),
              one.multiplier(),
              one.volumeStep(),
              one.calendar());
      return new PreparedFeed(
          text,
          plain.feed(),
          List.of(new TapeInstrument(other, taped.venue(), taped.venueSymbol(), taped.barNanos())),
          plain.startNanos());
    }
  }
}
