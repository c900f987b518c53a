package io.papertape.live.session;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The currency in which a venue's instrument has its prices, by the venue's own spelling: the
/// second part of `BTC-EUR`, `BTC/EUR` and `BTC-EUR-SWAP`, the end of `BTCEUR` and `btceur`.
///
/// A coin that stands for a dollar counts as one. What is none of these is in USD.
final class QuoteCurrency {
  private static final String DOLLAR = "USD";
  private static final Set<String> DOLLARS =
      Set.of("USD", "USDT", "USDC", "FDUSD", "TUSD", "USDE", "DAI", "PYUSD", "RLUSD", "USD1");

  /// Longer ones first: `EURUSD` is in USD.
  private static final List<String> ENDS =
      List.of(
          "FDUSD", "PYUSD", "RLUSD", "TUSD", "USDT", "USDC", "USDE", "USD1", "USD", "EUR", "GBP",
          "JPY", "CHF", "AUD", "CAD", "BRL", "TRY", "ZAR", "PLN", "MXN", "ARS", "UAH", "KRW", "SGD",
          "XBT", "BTC", "ETH", "DAI");

  private QuoteCurrency() {}

  static String of(String venueSymbol) {
    String symbol = venueSymbol.toUpperCase(Locale.ROOT);
    String[] parts = symbol.split("[-/_]", -1);
    String quote = parts.length > 1 && isCode(parts[1]) ? parts[1] : end(symbol);
    if (DOLLARS.contains(quote)) {
      return DOLLAR;
    }
    return quote.equals("XBT") ? "BTC" : quote;
  }

  private static boolean isCode(String part) {
    return part.length() == 3 && part.chars().allMatch(Character::isLetter)
        || DOLLARS.contains(part);
  }

  private static String end(String symbol) {
    return ENDS.stream()
        .filter(one -> symbol.endsWith(one) && symbol.length() > one.length())
        .findFirst()
        .orElse(DOLLAR);
  }
}
