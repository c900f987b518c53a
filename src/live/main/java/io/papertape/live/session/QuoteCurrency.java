package io.papertape.live.session;

import static java.util.Map.entry;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The currency in which a venue's instrument has its prices: what the venue says, or else what
/// its spelling tells, the second part of `BTC-EUR`, `BTC/EUR` and `BTC-EUR-SWAP`, the end of
/// `BTCEUR` and `btceur`.
///
/// A coin that stands for a dollar or a euro counts as one.
final class QuoteCurrency {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          entry("USDT", "USD"),
          entry("USDC", "USD"),
          entry("FDUSD", "USD"),
          entry("TUSD", "USD"),
          entry("BUSD", "USD"),
          entry("USDD", "USD"),
          entry("USDE", "USD"),
          entry("USDQ", "USD"),
          entry("USDR", "USD"),
          entry("USDCV", "USD"),
          entry("GUSD", "USD"),
          entry("USDS", "USD"),
          entry("USDG", "USD"),
          entry("USDP", "USD"),
          entry("USD1", "USD"),
          entry("PYUSD", "USD"),
          entry("RLUSD", "USD"),
          entry("DAI", "USD"),
          entry("EURC", "EUR"),
          entry("EURCV", "EUR"),
          entry("EURR", "EUR"),
          entry("EURI", "EUR"),
          entry("EURT", "EUR"),
          entry("EURQ", "EUR"),
          entry("XBT", "BTC"));

  /// What a spelling without parts may end in.
  private static final List<String> ENDS =
      Stream.concat(
              CODES.keySet().stream(),
              Stream.of(
                  "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "BRL", "TRY", "ZAR", "PLN",
                  "MXN", "ARS", "UAH", "KRW", "SGD", "CZK", "RON", "COP", "IDR", "BTC", "ETH",
                  "BNB", "TRX", "XRP", "SOL", "MNT"))
          .sorted(Comparator.comparing(String::length).reversed().thenComparing(text -> text))
          .toList();

  /// So much has to stand before an end: `ABNB` is a share.
  private static final int LEAST_BASE = 2;

  private static final Set<String> KNOWN =
      Stream.concat(
              ENDS.stream(),
              Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode))
          .collect(Collectors.toUnmodifiableSet());

  private QuoteCurrency() {}

  /// The code of what a venue states, such as USD for USDT; empty if it can be none.
  static Optional<String> code(String quote) {
    String upper = quote.toUpperCase(Locale.ROOT);
    return Optional.of(CODES.getOrDefault(upper, upper)).filter(one -> one.matches("[A-Z]{3,5}"));
  }

  /// True of a currency or coin that prices are usual in; another one may stand for one of them.
  static boolean isKnown(String code) {
    return KNOWN.contains(code);
  }

  /// A code of three letters; empty if the spelling does not tell.
  static Optional<String> of(String venueSymbol) {
    String symbol = venueSymbol.toUpperCase(Locale.ROOT);
    String[] parts = symbol.split("[-/_]", -1);
    Optional<String> quote =
        parts.length > 1 && KNOWN.contains(parts[1])
            ? Optional.of(parts[1])
            : end(symbol).or(() -> end(parts[0]));
    return quote.map(one -> CODES.getOrDefault(one, one));
  }

  private static Optional<String> end(String symbol) {
    return ENDS.stream()
        .filter(one -> symbol.endsWith(one) && symbol.length() >= one.length() + LEAST_BASE)
        .findFirst();
  }
}
