package io.papertape.live.venue.fix;

import java.util.List;

/// A MarketDataRequest: the snapshot and all that follows, of one instrument.
///
/// @param number     of the instrument in the venue's file, from 1; begins the request's id
/// @param depth      prices a side; 0: all
/// @param isFull     whole snapshots instead of what changes
/// @param wantsDeletes the venue is to say what falls outside the depth
/// @param entryTypes what is asked for: bid, offer, trade
public record FixRequest(
    int number,
    FixSymbol symbol,
    int depth,
    boolean isFull,
    boolean wantsDeletes,
    List<String> entryTypes) {
  public static final String TYPE = "V";
  public static final String SUBSCRIBE = "1";

  /// MDImplicitDelete: the venue deletes in so many words.
  public static final String EXPLICITLY = "N";

  public FixRequest {
    entryTypes = List.copyOf(entryTypes);
  }

  public String updateKind() {
    return isFull ? "0" : "1";
  }

  /// As it is sent, without what any message has, parted so that a person can read it.
  public String text() {
    StringBuilder text = new StringBuilder();
    put(text, Tag.TYPE, TYPE);
    put(text, Tag.REQUEST_ID, String.valueOf(number));
    put(text, Tag.REQUEST_KIND, SUBSCRIBE);
    put(text, Tag.DEPTH, String.valueOf(depth));
    put(text, Tag.UPDATE_KIND, updateKind());
    if (wantsDeletes) {
      put(text, Tag.IMPLICIT_DELETE, EXPLICITLY);
    }
    put(text, Tag.ENTRY_TYPES, String.valueOf(entryTypes.size()));
    entryTypes.forEach(type -> put(text, Tag.ENTRY_TYPE, type));
    put(text, Tag.SYMBOLS, "1");
    put(text, Tag.SYMBOL, symbol.symbol());
    symbol.securityId().ifPresent(id -> put(text, Tag.SECURITY_ID, id));
    symbol.idSource().ifPresent(source -> put(text, Tag.SECURITY_ID_SOURCE, source));
    return text.toString();
  }

  private static void put(StringBuilder text, int tag, String value) {
    text.append(tag).append('=').append(value).append('|');
  }
}
