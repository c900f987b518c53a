package io.papertape.live.simulate;

import java.util.List;

/// The venues that are simulated.
final class Dialects {
  private Dialects() {}

  /// Anew, in the order of their numbers; a scenario draws of them.
  static List<Dialect> all() {
    return List.of(new BinanceDialect(), new OkxDialect(), new KrakenDialect());
  }
}
