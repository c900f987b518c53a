package io.papertape.live.venue.fix;

/// The fields of FIX that are read or sent.
public final class Tag {
  public static final int TYPE = 35;
  public static final int SEQUENCE = 34;
  public static final int POSSIBLE_DUPLICATE = 43;
  public static final int SENDING_TIME = 52;
  public static final int TRANSACTION_TIME = 60;
  public static final int TEXT = 58;

  public static final int SYMBOL = 55;
  public static final int SECURITY_ID = 48;
  public static final int SECURITY_ID_SOURCE = 22;
  public static final int SYMBOLS = 146;

  public static final int REQUEST_ID = 262;
  public static final int REQUEST_KIND = 263;
  public static final int DEPTH = 264;
  public static final int UPDATE_KIND = 265;
  public static final int IMPLICIT_DELETE = 547;
  public static final int ENTRY_TYPES = 267;
  public static final int REFUSAL_REASON = 281;
  public static final int REJECT_REASON = 373;
  public static final int BUSINESS_REASON = 380;
  public static final int BUSINESS_REFERENCE = 379;
  public static final int REFERRED_TYPE = 372;

  public static final int ENTRIES = 268;
  public static final int ENTRY_TYPE = 269;
  public static final int PRICE = 270;
  public static final int SIZE = 271;
  public static final int ENTRY_DATE = 272;
  public static final int ENTRY_TIME = 273;
  public static final int ENTRY_ID = 278;
  public static final int ACTION = 279;
  public static final int ENTRY_REFERENCE = 280;
  public static final int LAST_FRAGMENT = 893;
  public static final int TRADE_ID = 1003;

  private Tag() {}
}
