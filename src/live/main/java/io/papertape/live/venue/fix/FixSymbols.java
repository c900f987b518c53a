package io.papertape.live.venue.fix;

import io.papertape.live.feed.FrameException;
import java.util.List;
import java.util.Optional;

/// The instruments of a venue, by the ways in which its messages name them.
record FixSymbols(List<FixSymbol> all) {
  FixSymbols {
    all = List.copyOf(all);
  }

  /// Our symbol of an entry or message: by its id at the venue, its symbol, or the request that it
  /// answers.
  ///
  /// @param before  where it is told if it is not told here
  /// @param message that may name the request
  /// @throws FrameException if none tells it
  String of(FixFields fields, FixFields before, FixFields message) {
    return named(fields)
        .or(() -> named(before))
        .or(() -> message.find(Tag.REQUEST_ID).flatMap(this::ofRequest))
        .orElseThrow(() -> new FrameException("Tag is missing: tag=%d.".formatted(Tag.SYMBOL)));
  }

  boolean isNamed(FixFields fields) {
    return named(fields).isPresent();
  }

  private Optional<String> named(FixFields fields) {
    Optional<String> byId =
        fields
            .find(Tag.SECURITY_ID)
            .flatMap(id -> all.stream().filter(one -> one.isOfId(id)).findFirst())
            .map(FixSymbol::symbol);
    return byId.or(() -> fields.find(Tag.SYMBOL)).or(() -> fields.find(Tag.SECURITY_ID));
  }

  /// The symbol that a request of ours asked for.
  Optional<String> ofRequest(String id) {
    String number = id.split("-", 2)[0];
    for (int i = 0; i < all.size(); i++) {
      if (String.valueOf(i + 1).equals(number)) {
        return Optional.of(all.get(i).symbol());
      }
    }
    return Optional.empty();
  }

  /// @throws IllegalArgumentException if the file describes none of the name
  FixSymbol get(String symbol) {
    return all.stream()
        .filter(one -> one.symbol().equals(symbol))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Symbol is not described: symbol=%s. Add it under symbols; there are %s."
                        .formatted(symbol, all.stream().map(FixSymbol::symbol).toList())));
  }

  int number(String symbol) {
    return all.indexOf(get(symbol)) + 1;
  }
}
