package io.papertape.live.feed;

import io.papertape.live.venue.Stream;
import quickfix.SessionID;

/// What [io.papertape.live.LiveArchitectureTest] must find.
public final class BreaksTheRules {
  final Stream later = Stream.of(Stream.Kind.BOOK, "X");
  final long clock = System.nanoTime();
  final double number = Double.parseDouble("0.1");
  final SessionID ofALibrary = new SessionID();
}
