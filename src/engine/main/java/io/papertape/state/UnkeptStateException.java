package io.papertape.state;

/// Something in a graph cannot be kept, or bytes are not those of this graph. Nothing is lost by
/// it: what made the graph can make it again.
public final class UnkeptStateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnkeptStateException(String message) {
    super(message);
  }

  UnkeptStateException(String message, Throwable cause) {
    super(message, cause);
  }

  static UnkeptStateException of(String place, String why) {
    return new UnkeptStateException(place + " " + why);
  }
}
